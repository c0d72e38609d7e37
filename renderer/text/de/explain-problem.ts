import type { Problem, Sentence } from '../../../preload/contract/index.ts'
import { inGerman } from './in-german.ts'
import { many } from './plural.ts'

const nothingToDo = 'Nichts zu tun: Wir fragen nach, was ankam, und machen dann weiter.'
const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).replace('.', ',')} MB`
const coded = (status: number, apiCode: number | null) =>
  apiCode === null ? `HTTP ${status}` : `HTTP ${status}, Code ${apiCode}`

type Sentences = {
  readonly [Code in Problem['code']]: (
    problem: Extract<Problem, { code: Code }>,
  ) => readonly [title: string, advice: string]
}

/** A problem without its German sentence does not compile. */
const sentences: Sentences = {
  offline: p => [`Keine Verbindung zu ${p.host}`, 'Es geht von selbst weiter, sobald die Verbindung wieder steht.'],
  'line-cut': () => ['Die Verbindung wurde unterbrochen', nothingToDo],
  stalled: p => [`${seconds(p.quietMs)} lang bewegte sich nichts`, nothingToDo],
  'reply-late': p => [
    `Keine Antwort innerhalb von ${seconds(p.quietMs)} nach dem letzten Byte`,
    'Nichts zu tun: Wir fragen nach, ob das Foto ankam.',
  ],
  'service-trouble': p => [
    `Der Dienst ist gestört (${coded(p.status, p.apiCode)})`,
    'Nichts zu tun: Wir versuchen es erneut.',
  ],
  'rate-limited': () => [
    'Der Dienst bittet uns, langsamer zu sein',
    'Nichts zu tun: Alle Uploads dieses Kontos warten und gehen dann weiter.',
  ],
  'not-understood': p => [
    `Der Dienst gab eine Antwort, die wir nicht verstehen (HTTP ${p.status})`,
    `Prüfen Sie die Basis-URL des Kontos. Die Antwort war: ${p.detail}`,
  ],
  'token-missing': p => [`Für „${p.profile}“ gibt es kein Token`, 'Geben Sie ein neues Token an.'],
  'token-rejected': p =>
    p.needs === null
      ? [
          `Das Token für „${p.profile}“ wurde abgelehnt`,
          'Prüfen Sie, ob es vollständig und noch gültig ist, oder geben Sie ein neues an.',
        ]
      : [
          `Dem Token für „${p.profile}“ fehlt eine Berechtigung`,
          `Es braucht „${p.needs}“. Ergänzen Sie sie im Cloudflare-Dashboard unter API-Tokens.`,
        ],
  'account-unknown': p => [
    `Die Konto-ID von „${p.profile}“ ist dem Dienst nicht bekannt`,
    `Vergleichen Sie ${p.accountId} mit der Konto-ID im Cloudflare-Dashboard.`,
  ],
  'images-not-enabled': p => [
    `Cloudflare Images ist für „${p.profile}“ nicht eingeschaltet`,
    'Schalten Sie Images für dieses Konto im Cloudflare-Dashboard ein und versuchen Sie es erneut.',
  ],
  'account-full': p => [
    `Das Konto von „${p.profile}“ hat die erlaubte Zahl von Bildern erreicht`,
    'Kaufen Sie Platz dazu oder löschen Sie Bilder und versuchen Sie es erneut.',
  ],
  'upload-url-refused': p => [
    `Der Upload-Link wurde abgelehnt (${coded(p.status, p.apiCode)})`,
    'Nichts zu tun: Wir holen einen neuen.',
  ],
  'photo-refused': p => [
    `Der Dienst lehnt dieses Foto ab (${coded(p.status, p.apiCode)})`,
    `Exportieren Sie es noch einmal als JPEG. Die Antwort war: ${p.detail}`,
  ],
  'request-refused': p => [
    `Der Dienst lehnt die Anfrage ab (${coded(p.status, p.apiCode)})`,
    `Prüfen Sie Zugang, Urheber, Angaben und Größen. Die Antwort war: ${p.detail}`,
  ],
  'image-unknown': p => [
    `Auf dem Konto gibt es kein Bild ${p.imageId}`,
    'Es wurde vielleicht gelöscht oder bekam mit seinem Zugang eine andere ID.',
  ],
  'image-awaited': p => [
    `Das Bild ${p.imageId} ist reserviert, aber noch kein Foto dafür angekommen`,
    'Senden Sie erst ein Foto an seinen Upload-Link, oder löschen Sie es.',
  ],
  'image-exists': p => [
    `Es gibt schon ein Bild ${p.imageId}`,
    'Wählen Sie eine andere ID oder löschen Sie jenes; eine gelöschte ID wird nach einer Weile frei.',
  ],
  'custom-id-refused': p => [
    `Der Dienst nimmt ${p.imageId} nicht als ID`,
    `Wählen Sie eine andere: keine UUID, kein Schrägstrich am Rand. Die Antwort war: ${p.detail}`,
  ],
  'custom-id-public': p => [
    `${p.imageId} ist eine eigene ID, und solche Bilder können nie privat sein`,
    'Laden Sie das Foto ohne ID hoch, damit es privat bleibt.',
  ],
  'source-unreachable': p => [
    `Der Dienst konnte ${p.url} nicht abholen`,
    `Prüfen Sie, ob jeder die Adresse öffnen kann und ob sie ein Bild ist. Die Antwort war: ${p.detail}`,
  ],
  'arrival-unknown': p => [
    'Das Bild ist angekommen oder auch nicht',
    `Suchen Sie es auf dem Konto, bevor Sie es noch einmal senden. Geschehen ist: ${p.detail}`,
  ],
  'download-damaged': p => [
    `Das Original von ${p.imageId} kam nicht heil zurück`,
    `Versuchen Sie es erneut; nichts wurde behalten. ${p.detail}`,
  ],
  'variant-unknown': p => [`Es gibt keine Variante „${p.variant}“`, 'Sie wurde vielleicht inzwischen gelöscht.'],
  'variant-exists': p => [
    `Es gibt schon eine Variante „${p.variant}“`,
    'Wählen Sie einen anderen Namen oder ändern Sie jene.',
  ],
  'variant-built-in': p => [
    `Die Variante „${p.variant}“ gehört zu jedem Konto und bleibt`,
    'Sie kann geändert, aber nicht gelöscht werden.',
  ],
  'variants-full': p => [
    `Ein Konto hat höchstens ${p.limit} Varianten`,
    'Löschen Sie eine, die keine Seite mehr benutzt, und versuchen Sie es erneut.',
  ],
  'signing-key-unknown': p => [
    `Es gibt keinen Signaturschlüssel „${p.key}“`,
    'Er wurde vielleicht inzwischen gelöscht.',
  ],
  'link-not-signable': p => [`${p.link} kann nicht signiert werden`, p.detail],
  'photo-gone': p => [
    'Das Foto wurde verschoben oder gelöscht',
    `Legen Sie es wieder nach ${p.path}; dann wird es von selbst gesendet.`,
  ],
  'photo-unreadable': p => [
    'Das Foto kann nicht gelesen werden',
    `Prüfen Sie die Rechte von ${p.path} und versuchen Sie es erneut. Das System meldet: ${p.detail}`,
  ],
  'photo-changed': () => [
    'Das Foto änderte sich, während es gesendet wurde',
    'Nichts zu tun: Sobald es stillsteht, wird die neue Fassung gesendet.',
  ],
  'path-unknown': p => [`Unter ${p.path} ist nichts`, 'Prüfen Sie die Schreibweise des Pfads.'],
  'photo-held': p => [`${p.path} wurde nicht gesendet`, p.detail],
  'file-unwritable': p => [
    `${p.path} kann nicht geschrieben werden`,
    `Prüfen Sie den Ordner und den Platz auf der Festplatte. Das System meldet: ${p.detail}`,
  ],
  'folder-unreachable': p => [
    `Der Ordner ${p.path} ist nicht erreichbar (${inGerman(p.detail)})`,
    'Schließen Sie das Laufwerk an oder prüfen Sie die Rechte; es geht von selbst weiter.',
  ],
  'pick-unreachable': p => [
    `${andOthers(p)} ist nicht zu finden; von dort gewählte Fotos warten`,
    'Schließen Sie das Laufwerk oder die Karte an; es geht von selbst weiter. Oder brechen Sie alles Wartende ab.',
  ],
  'pick-let-go': p =>
    p.because === 'too-long-ago'
      ? [
          `${andOthers(p)} kam dreißig Tage nicht zurück; darauf wird nicht mehr gewartet`,
          'Fügen Sie die Fotos wieder hinzu, wenn sie da sind.',
        ]
      : [
          `${andOthers(p)} wird nicht gesendet: Hotfolder endete jedes Mal beim Ansehen`,
          'Fügen Sie die Fotos in kleineren Teilen wieder hinzu; so findet sich das eine, das nicht angesehen werden kann.',
        ],
  'folder-not-a-folder': p => [`${p.path} ist kein Ordner`, 'Wählen Sie einen Ordner.'],
  'folder-already-watched': p => [`${p.path} wird schon beobachtet`, 'Er steht in der Liste der Ordner.'],
  'folder-unknown': p => [`Der Ordner „${p.folder}“ wird nicht beobachtet`, 'Sehen Sie in die Liste der Ordner.'],
  'path-outside': p => [
    `${p.path} gehört nicht zu den Ordnern, die diese Seite benutzen darf`,
    'Wählen Sie einen Ordner aus der Liste.',
  ],
  'drop-closed': () => [
    'Diese Fotos wurden schon gesendet oder aufgegeben',
    'Sehen Sie in die Warteschlange; was dort fehlt, legen Sie noch einmal ab.',
  ],
  'drop-full': p => [
    `Mehr als ${p.limit} Dateien wurden auf einmal abgelegt`,
    'Senden Sie diese und legen Sie dann den Rest ab; oder beobachten Sie den Ordner.',
  ],
  'dropped-file-too-large': p => [
    `${p.name} hat ${megabytes(p.bytes)}; höchstens ${megabytes(p.limit)} können abgelegt werden`,
    'Exportieren Sie es kleiner.',
  ],
  interrupted: () => ['Unterbrochen', nothingToDo],
  'disk-full': p => [
    'Die Festplatte ist voll',
    `Schaffen Sie Platz auf der Festplatte von ${p.path} und starten Sie neu. Nichts ist verloren.`,
  ],
  'database-damaged': p => [
    'Die Datenbank der Warteschlange war beschädigt',
    `Sie liegt jetzt als ${p.keptAt} beiseite, eine neue ist begonnen. Konten und Ordner blieben erhalten; Fotos werden neu angesehen.`,
  ],
  'rows-set-aside': p => [
    `${p.count} ${p.count === 1 ? 'beschädigter Eintrag wurde' : 'beschädigte Einträge wurden'} beiseitegelegt (${p.table})`,
    'Der Rest geht weiter. Fügen Sie Fotos, die fehlen, noch einmal hinzu.',
  ],
  'home-unusable': p => [
    `Der Ordner ${p.path} von Hotfolder ist nicht benutzbar`,
    `Prüfen Sie seine Rechte. Das System meldet: ${p.detail}`,
  ],
  'already-running': p => [`Hotfolder läuft schon mit ${p.home}`, 'Benutzen Sie das laufende oder beenden Sie es.'],
  'not-running': p => [`Mit ${p.home} läuft kein Hotfolder`, 'Starten Sie es mit npm start.'],
  'port-in-use': p => [`Der Port ${p.port} ist belegt`, 'Wählen Sie mit --port einen anderen.'],
  'local-cloud-in-use': () => [
    'Die lokale Cloud dieses Ordners läuft in einem anderen Programm',
    'Beenden Sie jenes, oder fügen Sie sie als Konto hinzu.',
  ],
  'local-cloud-failed': p => [
    'Die lokale Cloud startete nicht',
    `Ihre Bilder liegen im Ordner local-cloud; verschieben Sie ihn, um leer zu beginnen. Das System meldet: ${p.detail}`,
  ],
  'keychain-unavailable': p => [
    'Dieser Computer bietet keinen Schlüsselbund',
    `Das Token wird nur für diesen Lauf behalten. Das System meldet: ${p.detail}`,
  ],
  'profile-unknown': p => [`Es gibt kein Konto „${p.profile}“`, 'Wählen Sie ein anderes.'],
  'profile-exists': p => [`Es gibt schon ein Konto „${p.profile}“`, 'Wählen Sie einen anderen Namen.'],
  'profile-built-in': p => [
    `„${p.profile}“ ist die lokale Cloud auf diesem Computer und bleibt`,
    'Benutzen Sie ein anderes Konto, um woandershin zu senden.',
  ],
  'profile-in-use': p => [
    `„${p.profile}“ hat noch ${p.folders} Ordner und ${p.jobs} ${many(p.jobs, 'unfertiges Foto', 'unfertige Fotos')}`,
    'Entfernen Sie die Ordner und lassen Sie die Fotos fertig werden, oder brechen Sie sie ab.',
  ],
  'job-unknown': () => ['Diesen Upload gibt es nicht', 'Er hat sich inzwischen geändert; sehen Sie noch einmal hin.'],
  'batch-unknown': () => [
    'Diese Fotos wurden schon gesendet oder aufgegeben',
    'Sehen Sie in die Warteschlange; was dort fehlt, fügen Sie noch einmal hinzu.',
  ],
  'step-not-possible': p => [
    `„${p.step}“ ist nicht möglich, solange das Foto ${p.state} ist`,
    'Es hat sich inzwischen geändert; sehen Sie noch einmal hin.',
  ],
  'command-unknown': p => [`Den Befehl ${p.name} gibt es nicht`, 'Laden Sie die Seite neu.'],
  'invalid-input': p => [`${p.where} stimmt so nicht`, p.detail],
  unexpected: p => ['Etwas Unerwartetes ging schief', `Bitte melden Sie es mit diesem Text: ${p.detail}`],
}

/** What happened, then the one thing a person can do about it, in German. */
export function explainProblem(problem: Problem): Sentence {
  // Code and sentence belong together, which the table says but the compiler cannot follow.
  const say = sentences[problem.code] as (problem: Problem) => readonly [string, string]
  const [title, advice] = say(problem)
  return { title, advice }
}

const andOthers = ({ path, others }: { path: string; others: number }): string =>
  others === 0 ? path : `${path} (und ${others} weitere)`
