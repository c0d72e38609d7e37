import type { Tiding } from './tidings.ts'

const plural = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`
const sumOf = (parts: readonly (readonly [count: number, word: string])[], language: string) =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString(language)} ${word}`)
    .join(', ')

const english = {
  photos: 'Photos',
  allFiles: 'All files',
  clipboard: 'Clipboard',
  open: 'Open Hotfolder',
  quit: 'Quit Hotfolder',
  pause: 'Pause all',
  resume: 'Resume all',
  idle: 'Nothing to send',
  paused: 'Paused',
  metered: 'Waiting: this line is metered',
  sendAnyway: 'Send on This Line Anyway',
  starting: 'Starting',
  sending: (done: number, of: number) => `${done.toLocaleString('en')} of ${plural(of, 'photo', 'photos')} delivered`,
  needYou: (count: number) => `${plural(count, 'needs', 'need')} you`,
  recent: 'Copy a recent link',
  none: 'None yet',
  limit: 'Limit',
  noLimit: 'None',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  go: 'Go',
  window: 'Window',
  help: 'Help',
  addPhotos: 'Add Photos…',
  addPhotoFolder: 'Add a Folder Once…',
  pasteImage: 'Paste Picture from Clipboard',
  watchFolder: 'Watch a Folder…',
  connectAccount: 'Connect an Account…',
  retryAll: 'Try Failed Again',
  find: 'Find a Command…',
  keys: 'Keys',
  details: 'Details',
  queue: 'Queue',
  folders: 'Folders',
  library: 'Library',
  variants: 'Variants',
  settings: 'Settings',
  startAtLogin: 'Start When You Log In',
  checkUpdates: 'Check for Updates…',
  batchDone: ({ delivered, held, failed }: Extract<Tiding, { kind: 'batchDone' }>) => ({
    title: delivered > 0 ? `${plural(delivered, 'photo', 'photos')} delivered` : 'Photos need you',
    body: sumOf(
      [
        [held, 'held'],
        [failed, 'failed'],
      ],
      'en',
    ),
  }),
  connectionLost: { title: 'Connection lost', body: 'Uploads go on by themselves once you are back online.' },
  restarted: {
    title: 'Uploads were started again',
    body: 'The part of Hotfolder that uploads had ended. The queue goes on where it was.',
  },
  halted: {
    title: 'Nothing can be saved at the moment',
    body: 'Is the disk full? Hotfolder tries again by itself; the queue is kept.',
  },
  pageCrashed: {
    title: 'The window was opened again',
    body: 'It had ended unexpectedly. Your uploads were not touched.',
  },
  leave: {
    title: 'Leave what is not finished?',
    body: 'Something in the window is not saved or still under way. It ends when the window closes; uploads go on.',
    stay: 'Stay',
    leave: 'Leave',
  },
  cannotStart: 'Hotfolder cannot start',
  tryAgain: 'Try Again',
  update: {
    title: (version: string) => `Hotfolder ${version} is ready for you`,
    body: 'It is fetched now and installed when you say so, never while photos are on their way.',
    fetch: 'Fetch It',
    later: 'Later',
    newest: { title: 'You have the newest version', body: '' },
    failed: (why: string) => ({ title: 'Updates could not be looked for', body: why }),
    notInstalled: (why: string) => ({
      title: 'The update was not installed',
      body: `Hotfolder goes on as before. The reason: ${why}`,
    }),
    ready: (version: string) => `Restart to install ${version}`,
    readyBody: 'Hotfolder closes, is replaced and opens again. The queue is kept.',
    restart: 'Restart Now',
    busy: 'Photos are on their way. The update is installed when they are delivered.',
  },
}

export type Words = typeof english

const german: Words = {
  photos: 'Fotos',
  allFiles: 'Alle Dateien',
  clipboard: 'Zwischenablage',
  open: 'Hotfolder öffnen',
  quit: 'Hotfolder beenden',
  pause: 'Alles anhalten',
  resume: 'Alles fortsetzen',
  idle: 'Nichts zu senden',
  paused: 'Angehalten',
  metered: 'Wartet: getaktete Verbindung',
  sendAnyway: 'Über diese Verbindung trotzdem senden',
  starting: 'Startet',
  sending: (done, of) => `${done.toLocaleString('de')} von ${of.toLocaleString('de')} Fotos geliefert`,
  needYou: count => (count === 1 ? '1 braucht Sie' : `${count.toLocaleString('de')} brauchen Sie`),
  recent: 'Letzten Link kopieren',
  none: 'Noch keine',
  limit: 'Begrenzung',
  noLimit: 'Keine',
  file: 'Ablage',
  edit: 'Bearbeiten',
  view: 'Darstellung',
  go: 'Gehe zu',
  window: 'Fenster',
  help: 'Hilfe',
  addPhotos: 'Fotos hinzufügen …',
  addPhotoFolder: 'Ordner einmal hinzufügen …',
  pasteImage: 'Bild aus der Zwischenablage einfügen',
  watchFolder: 'Ordner beobachten …',
  connectAccount: 'Konto verbinden …',
  retryAll: 'Fehlgeschlagene erneut versuchen',
  find: 'Befehl suchen …',
  keys: 'Tasten',
  details: 'Einzelheiten',
  queue: 'Warteschlange',
  folders: 'Ordner',
  library: 'Bibliothek',
  variants: 'Varianten',
  settings: 'Einstellungen',
  startAtLogin: 'Beim Anmelden starten',
  checkUpdates: 'Nach Updates suchen …',
  batchDone: ({ delivered, held, failed }) => ({
    title:
      delivered > 0
        ? `${delivered.toLocaleString('de')} ${delivered === 1 ? 'Foto' : 'Fotos'} geliefert`
        : 'Fotos brauchen Sie',
    body: sumOf(
      [
        [held, 'zurückgehalten'],
        [failed, 'fehlgeschlagen'],
      ],
      'de',
    ),
  }),
  connectionLost: {
    title: 'Keine Verbindung',
    body: 'Es geht von selbst weiter, sobald Sie wieder online sind.',
  },
  restarted: {
    title: 'Das Hochladen wurde neu gestartet',
    body: 'Der Teil von Hotfolder, der hochlädt, war beendet. Die Warteschlange läuft weiter, wo sie war.',
  },
  halted: {
    title: 'Zurzeit kann nichts gespeichert werden',
    body: 'Ist der Datenträger voll? Hotfolder versucht es von selbst wieder; die Warteschlange bleibt erhalten.',
  },
  pageCrashed: {
    title: 'Das Fenster wurde neu geöffnet',
    body: 'Es hatte sich unerwartet beendet. Ihre Uploads waren nicht betroffen.',
  },
  leave: {
    title: 'Unfertiges verlassen?',
    body: 'Im Fenster ist etwas nicht gesichert oder noch in Arbeit. Es endet, wenn das Fenster schließt; Uploads laufen weiter.',
    stay: 'Bleiben',
    leave: 'Verlassen',
  },
  cannotStart: 'Hotfolder kann nicht starten',
  tryAgain: 'Erneut versuchen',
  update: {
    title: version => `Hotfolder ${version} liegt für Sie bereit`,
    body: 'Es wird jetzt geladen und installiert, wenn Sie es sagen, nie während Fotos unterwegs sind.',
    fetch: 'Laden',
    later: 'Später',
    newest: { title: 'Sie haben die neueste Version', body: '' },
    failed: why => ({ title: 'Nach Updates konnte nicht gesucht werden', body: why }),
    notInstalled: why => ({
      title: 'Das Update wurde nicht installiert',
      body: `Hotfolder arbeitet weiter wie zuvor. Der Grund: ${why}`,
    }),
    ready: version => `Neu starten, um ${version} zu installieren`,
    readyBody: 'Hotfolder schließt sich, wird ersetzt und öffnet sich wieder. Die Warteschlange bleibt erhalten.',
    restart: 'Jetzt neu starten',
    busy: 'Fotos sind unterwegs. Das Update wird installiert, wenn sie geliefert sind.',
  },
}

/** What menus, tray and notifications say. `chosen`: the language of the preferences; `system`: the computer’s, as `de-AT`. */
export function wordsOf(chosen: 'system' | 'en' | 'de', system: string): Words {
  const language = chosen === 'system' ? system.slice(0, 2) : chosen
  return language === 'de' ? german : english
}
