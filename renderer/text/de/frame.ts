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
    unsigned: (n, count) => `${count} dieser Links ${many(n, 'wird', 'werden')} ohne Signatur abgewiesen: privat`,
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
    no: 'Behalten',
  },
}
