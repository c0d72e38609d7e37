import type { Text } from '../en.ts'
import { many } from './plural.ts'

const images = (n: number, count: string) => `${count} ${many(n, 'Bild', 'Bilder')}`
const originals = (n: number, count: string) => `${count} ${many(n, 'Original', 'Originale')}`

/** The library, in German. */
export const library: Pick<Text, 'library' | 'bulk' | 'target' | 'imageQuestions' | 'previewed'> = {
  library: {
    title: 'Bibliothek',
    grid: 'Bilder auf dem Konto',
    count: images,
    found: (found, n, count) => `${found} von ${many(n, `${count} Bild`, `${count} Bildern`)}`,
    selected: (n, count) => `${images(n, count)} ausgewählt`,
    day: (day, n, count) => `${day}, ${images(n, count)}`,
    unnamed: 'Bild',
    isPrivate: 'privat',

    search: 'Name, ID, Stichwort oder Text',
    filter: 'Filter',
    filters: count => `Filter, ${count} gesetzt`,
    access: 'Zugriff',
    accesses: { all: 'Alle', private: 'Privat', public: 'Öffentlich' },
    folder: 'Aus dem Ordner',
    anyFolder: 'Beliebig',
    creator: 'Urheber',
    anyCreator: 'Beliebig',
    noCreator: 'Keiner',
    from: 'Hochgeladen ab',
    to: 'bis',
    order: 'Reihenfolge',
    orders: { newest: 'Neueste zuerst', oldest: 'Älteste zuerst', name: 'Nach Namen' },
    clear: 'Filter aufheben',
    chip: {
      access: access => access,
      folder: name => `aus ${name}`,
      creator: name => `von ${name}`,
      noCreator: 'ohne Urheber',
      from: day => `ab ${day}`,
      to: day => `bis ${day}`,
    },
    without: filter => `Ohne den Filter „${filter}“`,
    rowHeight: 'Größe der Bilder',

    synced: moment => `mit dem Konto abgeglichen: ${moment}`,
    neverSynced: 'noch nicht mit dem Konto abgeglichen',
    syncing: 'Abgleich mit dem Konto …',
    unreachable: (title, moment) => `${title}. Sie sehen die Kopie auf diesem Computer, Stand ${moment}.`,
    unreachableUnsynced: title => `${title}. Sie sehen, was hier von dem Konto bekannt ist.`,
    unreachableNew: title => `${title}. Von diesem Konto ist hier noch nichts bekannt.`,
    refresh: 'Aktualisieren',
    reading: 'Bibliothek wird gelesen …',

    empty: 'Auf diesem Konto ist noch nichts. Was Sie senden, erscheint hier von selbst, mit seinen Links.',
    addPhotos: 'Fotos hinzufügen',
    noMatch: 'So ein Bild gibt es nicht.',
    nothingSelected: 'Wählen Sie ein Bild für seine Einzelheiten aus; mehrere, um sie gemeinsam zu ändern.',
  },

  bulk: {
    title: 'Mehrere Bilder',
    privates: 'Privat',
    publics: 'Öffentlich',
    metadata: 'Metadaten',
    metadataHint: 'Diese Felder werden in jedem Bild gesetzt; alle anderen bleiben, wie sie sind.',
    field: 'Feld',
    value: 'Wert',
    addField: 'Weiteres Feld',
    dropField: field => `Ohne das Feld ${field}`,
    remove: 'Felder entfernen',
    removeHint: 'Namen, durch Kommas getrennt',
    fieldsThere: names => `Vorhanden: ${names}`,
    wrongField: field => `„${field}“ steht zweimal da.`,
    both: field => `„${field}“ kann nicht zugleich gesetzt und entfernt werden.`,
    change: (n, count) => `${images(n, count)} ändern`,
    creator: 'Urheber',
    creatorHint: 'Wer die Bilder gemacht hat; steht bei jedem Bild',
    setCreator: 'Setzen',
    clearCreator: 'Entfernen',
    access: 'Zugriff',
    accessHint:
      'Mit dem Zugriff bekommt ein Bild eine neue Id: Links, die Sie bisher weitergegeben haben, funktionieren nicht mehr.',
    makePrivate: (_, count) => `${count} privat machen …`,
    makePublic: (_, count) => `${count} öffentlich machen …`,
    ownIds: (n, count) =>
      `${count} ${many(n, 'hat eine eigene Id und kann', 'haben eigene Ids und können')} nie privat sein.`,
    more: 'Links und Originale',
    copyLinks: 'Links kopieren',
    download: 'Originale herunterladen …',
    deleteThem: (_, count) => `${count} löschen …`,
    waiting: 'Eine andere Änderung läuft noch; danach geht es weiter.',

    running: {
      change: (done, of) => `${done} von ${of} geändert`,
      delete: (done, of) => `${done} von ${of} gelöscht`,
      keep: (done, of) => `${done} von ${of} heruntergeladen`,
    },
    ended: {
      change: (done, n, of) => (done === of ? `${images(n, of)} geändert` : `${done} von ${of} Bildern geändert`),
      delete: (done, n, of) => (done === of ? `${images(n, of)} gelöscht` : `${done} von ${of} Bildern gelöscht`),
      keep: (done, n, of) =>
        done === of ? `${originals(n, of)} heruntergeladen` : `${done} von ${of} Originalen heruntergeladen`,
    },
    stop: 'Aufhören',
    stopped: 'Angehalten; die übrigen sind, wie sie waren.',
    failed: (_, count) => `${count} gescheitert`,
    show: 'Zeigen',
    failures: 'Was gescheitert ist',
    shared: 'Das betrifft alle; deshalb blieben die übrigen, wie sie waren.',
    proof: {
      identical: (n, count) => `${count} ${many(n, 'ist', 'sind')} Byte für Byte, was gesendet wurde`,
      intact: (n, count) =>
        `${count} ${many(n, 'kam unversehrt, wie der Dienst es', 'kamen unversehrt, wie der Dienst sie')} aufbewahrt`,
    },
    into: folder => `In ${folder}`,
  },

  target: {
    title: (n, count) => `Wohin ${many(n, 'soll', 'sollen')} ${originals(n, count)}?`,
    choose: 'Hierher',
    chooseThis: name => `In „${name}“ ablegen`,
    chooseNamed: name => `In ${name} ablegen`,
  },

  imageQuestions: {
    delete: (n, count) => ({
      title: `${images(n, count)} vom Konto löschen?`,
      advice: `${many(n, 'Es ist', 'Sie sind')} dort endgültig gelöscht, und Links darauf funktionieren nicht mehr. Dateien auf diesem Computer werden nie berührt.`,
      yes: `${images(n, count)} löschen`,
    }),
    makePrivate: (n, count) => ({
      title: `${images(n, count)} privat machen?`,
      advice: `${many(n, 'Es bekommt eine neue Id', 'Sie bekommen neue Ids')}: Bisherige Links funktionieren nicht mehr, danach nur noch signierte.`,
      yes: `${images(n, count)} privat machen`,
    }),
    makePublic: (n, count) => ({
      title: `${images(n, count)} öffentlich machen?`,
      advice: `${many(n, 'Es bekommt eine neue Id', 'Sie bekommen neue Ids')}: Bisherige Links funktionieren nicht mehr, auch signierte nicht. Wer einen neuen Link hat, sieht das Bild.`,
      yes: `${images(n, count)} öffentlich machen`,
    }),
    leftOut: (n, count) =>
      `${images(n, count)} mit eigener Id ${many(n, 'kann', 'können')} nie privat sein und ${many(n, 'bleibt', 'bleiben')}, wie ${many(n, 'es ist', 'sie sind')}.`,
  },

  previewed: {
    previous: 'Voriges Bild',
    next: 'Nächstes Bild',
    coming: 'Wird geladen …',
    notDrawn: 'Von dieser Datei gibt es hier keine Vorschau.',
    place: (at, of) => `${at} von ${of}`,
  },
}
