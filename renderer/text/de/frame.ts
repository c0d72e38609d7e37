import type { Text } from '../en.ts'
import { many, photos } from './plural.ts'

/** What stands around every screen, in German. */
export const frame: Pick<
  Text,
  'screens' | 'frame' | 'profiles' | 'limits' | 'status' | 'drop' | 'toasts' | 'questions'
> = {
  screens: {
    queue: 'Warteschlange',
    folders: 'Ordner',
    library: 'Bibliothek',
    variants: 'Varianten',
    settings: 'Einstellungen',
  },

  frame: {
    navigation: 'Bereiche',
    watchedFolders: 'Beobachtete Ordner',
    status: 'Zustand',
    find: 'Befehl suchen',
    noSuchCommand: 'Einen Befehl dieses Namens gibt es nicht.',
    keys: 'Tasten',
    listKeys: 'In Listen',
    arrows: 'Darüber oder darunter auswählen',
    extend: 'Auswahl erweitern',
    selectAll: 'Alles auswählen',
    close: 'Schließen',
    dropHere: 'Zum Senden loslassen',
    dropWhere: profile => `Fotos und ganze Ordner gehen an ${profile}.`,
    opening: 'Wird geöffnet …',
    ended: {
      title: 'Hotfolder wurde neu gestartet oder ist beendet',
      advice: 'Führen Sie npm start erneut aus und öffnen Sie die Adresse, die dort steht.',
    },
    lost: 'Hotfolder antwortet nicht; neuer Versuch läuft',
    lostAdvice:
      'Sie sehen den letzten Stand. Nichts geht verloren: Die Seite macht von selbst weiter, sobald Hotfolder wieder da ist.',
    again: clock => `Nächster Versuch in ${clock}.`,
    ofAccount: (profile, title) => `${profile}: ${title}`,
    halted: 'Hotfolder steht still',
    notices: 'Hinweise',
    dismiss: 'Ausblenden',
  },

  profiles: {
    choose: 'Konto',
    local: 'Dieser Computer',
    localHint: 'lokale Cloud, nichts verlässt diesen Computer',
    connect: 'Cloudflare verbinden …',
    newToken: 'Neues Token …',
    tokens: {
      keychain: 'Token im Schlüsselbund',
      'this-run': 'Token nur für diesen Lauf',
      environment: 'Token aus der Umgebung',
      'built-in': 'kein Token nötig',
      missing: 'Token fehlt',
    },
  },

  limits: {
    title: 'Grenzen',
    none: 'ohne Grenze',
    of: rate => `höchstens ${rate}`,
    speed: 'Geschwindigkeit',
    speedHint: 'MB je Sekunde über alle Uploads; leer heißt ohne Grenze',
    atOnce: 'Fotos gleichzeitig',
    set: 'Grenzen ändern',
  },

  status: {
    budget: (left, quota) => `API ${left} von ${quota}`,
    budgetHint: 'Aufrufe, die in diesem Fünf-Minuten-Fenster noch frei sind',
    images: (current, allowed) => `${current} von ${allowed} Bildern`,
    imagesHint: 'Vorhanden und erlaubt auf dem Konto',
    left: clock => `noch ${clock}`,
    closed: (title, clock) => `${title}; weiter in ${clock}`,
    quiet: until => `Ruhezeit bis ${until}`,
    metered: 'Getaktete Verbindung: es wird nichts gesendet',
  },

  drop: {
    copying: (done, of) => `${done} von ${of} übernommen`,
    looking: 'Ordner werden durchgesehen …',
    nothing: {
      title: 'Unter diesen Dateien sind keine Fotos',
      advice: 'Legen Sie Dateien als JPEG, PNG, WebP, GIF, SVG oder HEIC ab.',
    },
    stop: 'Aufhören',
  },

  toasts: {
    region: 'Meldungen',
    copied: (n, count) => (n === 0 ? 'Kopiert' : `${count} ${many(n, 'Link', 'Links')} kopiert`),
    copiedSigned: (n, count) => `Privat: ${count} ${many(n, 'Link', 'Links')} signiert, 7 Tage gültig`,
    waits: (n, count) => `${photos(n, count)} ${many(n, 'wartet', 'warten')} in der Warteschlange auf Ihr Wort`,
    leftOut: (n, count) => `${count} ${many(n, 'Datei', 'Dateien')} ausgelassen: keine Fotos`,
  },

  questions: {
    cancelJobs: (n, count) => ({
      title: `${photos(n, count)} abbrechen?`,
      advice: 'Was unterwegs ist, wird abgebrochen. Die Dateien auf Ihrer Festplatte bleiben unberührt.',
      yes: `${photos(n, count)} abbrechen`,
    }),
    removeFolder: path => ({
      title: 'Diesen Ordner nicht mehr beobachten?',
      advice: `${path} wird hier vergessen. Weder die Fotos darin noch die gelieferten werden berührt.`,
      yes: 'Nicht mehr beobachten',
    }),
    removeProfile: profile => ({
      title: `${profile} entfernen?`,
      advice:
        'Das Token wird aus dem Schlüsselbund genommen, und was hier über die Bilder bekannt ist, wird vergessen. Die Bilder auf dem Konto, Links darauf, Belege und Ihre Fotos bleiben.',
      yes: 'Konto entfernen',
    }),
    deleteKey: (key, profile, isLast) => ({
      title: `Den Schlüssel ${key} löschen?`,
      advice: `Jeder Link auf ${profile}, der damit signiert wurde, funktioniert nicht mehr. ${isLast ? 'Es ist der letzte Schlüssel: Der Dienst legt an seiner Stelle einen neuen an.' : 'Das lässt sich nicht rückgängig machen.'}`,
      yes: 'Schlüssel löschen',
    }),
    deleteVariant: (variant, n, count) => ({
      title: `Die Variante „${variant}“ löschen?`,
      advice:
        n === 0
          ? 'Links mit ihr funktionieren sofort nicht mehr. Kein Foto wird berührt.'
          : `Links mit ihr funktionieren sofort nicht mehr: ${count} ${many(n, 'Bild hat', 'Bilder haben')} einen. Die Fotos selbst bleiben.`,
      yes: 'Variante löschen',
    }),
    no: 'Behalten',
  },
}
