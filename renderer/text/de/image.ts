import type { Text } from '../en.ts'

/** One image of the account, in German. */
export const image: Pick<Text, 'image'> = {
  image: {
    reading: 'Wird gelesen …',
    gone: {
      title: 'Dieses Bild ist nicht mehr auf dem Konto',
      advice: 'Es wurde gelöscht oder bekam mit seinem Zugang eine andere ID.',
    },
    preview: name => `Vorschau von ${name}`,
    notFresh: 'Gezeigt, wie es hier zuletzt bekannt war.',
    askAgain: 'Erneut fragen',
    copyOf: what => `Kopieren: ${what}`,

    facts: 'Angaben',
    name: 'Name',
    onAccount: 'Heißt dort',
    id: 'ID',
    uploaded: 'Hochgeladen',
    access: 'Zugang',
    creator: 'Urheber',
    original: 'Original',
    originalUnknown: 'nur von hier gesendeten Fotos bekannt',
    taken: 'Aufgenommen',
    camera: 'Kamera',
    folder: 'Ordner',
    hash: 'SHA-256',

    receipt: 'Beleg',
    verified: at => `Bei Cloudflare bestätigt, ${at}`,
    verifiedHere: at => `In der Cloud dieses Computers bestätigt, ${at}`,
    exactBytes: count => `${count} Byte`,
    sentAs: 'Gesendet als',
    sentFrom: 'Byte',
    noReceipt: 'Es wurde nicht von hier gesendet, daher gibt es keinen Beleg.',
    ended: at => `Nicht mehr auf dem Konto seit ${at}`,
    renameSafe:
      'Links und Beleg gelten über ID und Inhalt: Sie können Ihre Datei umbenennen oder verschieben, beide bleiben gültig.',

    metadata: 'Metadaten',
    form: 'Bearbeiten als',
    forms: { fields: 'Felder', json: 'JSON' },
    fieldName: 'Name des Feldes',
    fieldValue: name => (name === '' ? 'Wert' : `Wert von ${name}`),
    fieldKind: (name, kind) => `Art von ${name === '' ? 'diesem Feld' : name}: ${kind}`,
    kinds: { text: 'Text', number: 'Zahl', boolean: 'Ja oder nein', json: 'JSON' },
    yes: 'Ja',
    no: 'Nein',
    add: 'Feld hinzufügen',
    removeField: name => (name === '' ? 'Feld entfernen' : `${name} entfernen`),
    ours: 'Von Hotfolder geführt: Daran wird das Foto auf jedem Computer wiedererkannt.',
    noFields: 'Noch ist nichts bei dem Bild vermerkt.',
    json: 'Metadaten als JSON',
    bytes: (bytes, of) => `${bytes} von ${of} Byte`,
    tooMany: bytes => `${bytes} zu viel: Kürzen Sie.`,
    faults: {
      nameless: 'Geben Sie dem Feld einen Namen.',
      twice: 'Ein Feld dieses Namens gibt es schon.',
      ours: 'Diesen Namen führt Hotfolder selbst; wählen Sie einen anderen.',
      number: 'Das ist keine Zahl.',
      json: 'Das ist noch kein JSON.',
      object: 'Schreiben Sie ein Objekt: { … }',
    },
    creatorHint: 'Von wem es ist; bis zu 1.024 Zeichen',
    merged: 'Es wurde inzwischen anderswo geändert. Ihre Eingaben bleiben, der Rest ist aktuell.',
    save: 'Sichern',
    revert: 'Verwerfen',
    saved: 'Gesichert',
    unsaved: 'Noch nicht gesichert',

    variants: 'Wie es ausgeliefert wird',
    variantsHint: 'Gemessen an dem, was dieser Browser bekommt.',
    chooseVariant: variant => `${variant} für Links verwenden`,
    sides: (width, height) => `${width} × ${height}`,
    measuring: 'Wird geladen …',
    alwaysPublic: 'immer öffentlich',
    again: 'Erneut versuchen',
    openToAll: variants => `Dieses private Bild sieht jeder als: ${variants}`,

    danger: 'Zugang und Löschen',
    private: 'Privat',
    privateHint: 'Nur signierte Links wirken.',
    publicHint: 'Wer einen Link hat, sieht es.',
    alwaysOpen: 'Seine ID ist selbst gewählt: Solche Bilder können nie privat sein.',
    delete: 'Bild löschen …',

    questions: {
      makePrivate: {
        title: 'Dieses Bild privat machen?',
        advice:
          'Es bekommt eine neue ID. Alle bisher weitergegebenen Links enden; danach wirken nur signierte Links. Beleg und Metadaten ziehen mit.',
        yes: 'Privat machen',
      },
      makePublic: {
        title: 'Dieses Bild öffentlich machen?',
        advice:
          'Es bekommt eine neue ID. Alle bisher weitergegebenen Links enden, auch signierte; neue Links wirken für jeden.',
        yes: 'Öffentlich machen',
      },
      remove: name => ({
        title: `„${name}“ auf dem Konto löschen?`,
        advice: 'Seine Links enden sofort. Die Datei auf Ihrer Festplatte bleibt unberührt.',
        yes: '1 Bild löschen',
      }),
    },
  },
}
