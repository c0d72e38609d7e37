import { many } from './plural.ts'

const images = (n: number, count: string) => `${count} ${many(n, 'image', 'images')}`

/** The library, in English. */
export const library = {
  library: {
    title: 'Library',
    grid: 'Images of the account',
    count: images,
    found: (found: string, n: number, count: string) => `${found} of ${images(n, count)}`,
    selected: (n: number, count: string) => `${images(n, count)} selected`,
    day: (day: string, n: number, count: string) => `${day}, ${images(n, count)}`,
    unnamed: 'Image',
    isPrivate: 'private',

    search: 'Name, id, tag or text',
    filter: 'Filter',
    filters: (count: string) => `Filter, ${count} set`,
    access: 'Access',
    accesses: { all: 'All', private: 'Private', public: 'Public' },
    folder: 'From folder',
    anyFolder: 'Any',
    creator: 'Creator',
    anyCreator: 'Any',
    noCreator: 'None',
    from: 'Uploaded from',
    to: 'until',
    order: 'Order',
    orders: { newest: 'Newest first', oldest: 'Oldest first', name: 'By name' },
    clear: 'Clear the filter',
    chip: {
      access: (access: string) => access,
      folder: (name: string) => `from ${name}`,
      creator: (name: string) => `by ${name}`,
      noCreator: 'without a creator',
      from: (day: string) => `from ${day}`,
      to: (day: string) => `until ${day}`,
    },
    without: (filter: string) => `Without the filter “${filter}”`,
    rowHeight: 'Size of the pictures',

    synced: (moment: string) => `compared with the account ${moment}`,
    neverSynced: 'not compared with the account yet',
    syncing: 'Comparing with the account…',
    unreachable: (title: string, moment: string) => `${title}. This is the copy kept here, as of ${moment}.`,
    unreachableUnsynced: (title: string) => `${title}. This is what is known here of the account.`,
    unreachableNew: (title: string) => `${title}. Nothing of this account is known here yet.`,
    refresh: 'Refresh',
    reading: 'Reading the library…',

    empty: 'Nothing is on this account yet. Photos you send show here by themselves, with their links.',
    addPhotos: 'Add photos',
    noMatch: 'No image is like that.',
    nothingSelected: 'Select an image to see its details; several, to change them together.',
  },

  bulk: {
    title: 'Several images',
    privates: 'Private',
    publics: 'Public',
    metadata: 'Metadata',
    metadataHint: 'Fields named here are set in every image; all others stay as they are.',
    field: 'Field',
    value: 'Value',
    addField: 'Another field',
    dropField: (field: string) => `Without the field ${field}`,
    remove: 'Remove fields',
    removeHint: 'Names, separated by commas',
    fieldsThere: (names: string) => `They have: ${names}`,
    wrongField: (field: string) => `“${field}” is there twice.`,
    both: (field: string) => `“${field}” cannot be set and removed.`,
    change: (n: number, count: string) => `Change ${images(n, count)}`,
    creator: 'Creator',
    creatorHint: 'Who made the pictures; kept with each image',
    setCreator: 'Set',
    clearCreator: 'Clear',
    access: 'Access',
    accessHint: 'With another access an image gets a new id: links handed out until now stop working.',
    makePrivate: (_: number, count: string) => `Make ${count} private…`,
    makePublic: (_: number, count: string) => `Make ${count} public…`,
    ownIds: (n: number, count: string) =>
      `${count} ${many(n, 'has an id of its own', 'have ids of their own')} and can never be private.`,
    more: 'Links and originals',
    copyLinks: 'Copy links',
    download: 'Download originals…',
    deleteThem: (_: number, count: string) => `Delete ${count}…`,
    waiting: 'Another change is under way; this can be done after it.',

    running: {
      change: (done: string, of: string) => `Changing ${done} of ${of}`,
      delete: (done: string, of: string) => `Deleting ${done} of ${of}`,
      keep: (done: string, of: string) => `Downloading ${done} of ${of}`,
    },
    ended: {
      change: (done: string, n: number, of: string) =>
        done === of ? `${images(n, of)} changed` : `${done} of ${images(n, of)} changed`,
      delete: (done: string, n: number, of: string) =>
        done === of ? `${images(n, of)} deleted` : `${done} of ${images(n, of)} deleted`,
      keep: (done: string, n: number, of: string) =>
        done === of
          ? `${many(n, `${of} original`, `${of} originals`)} downloaded`
          : `${done} of ${of} originals downloaded`,
    },
    stop: 'Stop',
    stopped: 'Stopped; the others are as they were.',
    failed: (_: number, count: string) => `${count} failed`,
    show: 'Show',
    failures: 'What failed',
    shared: 'This concerns all of them, so the rest was left as it was.',
    proof: {
      identical: (n: number, count: string) => `${count} ${many(n, 'is', 'are')} byte for byte what was sent`,
      intact: (n: number, count: string) => `${count} came whole, as the service keeps ${many(n, 'it', 'them')}`,
    },
    into: (folder: string) => `In ${folder}`,
  },

  target: {
    title: (n: number, count: string) => `Where to keep ${many(n, `${count} original`, `${count} originals`)}?`,
    choose: 'Keep here',
    chooseThis: (name: string) => `Keep in “${name}”`,
    chooseNamed: (name: string) => `Keep in ${name}`,
  },

  imageQuestions: {
    delete: (n: number, count: string) => ({
      title: `Delete ${images(n, count)} from the account?`,
      advice: `${many(n, 'It is', 'They are')} gone for good there, and links to ${many(n, 'it', 'them')} stop working. Files on this computer are never touched.`,
      yes: `Delete ${images(n, count)}`,
    }),
    makePrivate: (n: number, count: string) => ({
      title: `Make ${images(n, count)} private?`,
      advice: `${many(n, 'It gets a new id', 'They get new ids')}: links handed out until now stop working, and from then on only signed links work.`,
      yes: `Make ${images(n, count)} private`,
    }),
    makePublic: (n: number, count: string) => ({
      title: `Make ${images(n, count)} public?`,
      advice: `${many(n, 'It gets a new id', 'They get new ids')}: links handed out until now stop working, signed ones too. Whoever has a new link sees the picture.`,
      yes: `Make ${images(n, count)} public`,
    }),
    leftOut: (n: number, count: string) =>
      `${images(n, count)} with an id of ${many(n, 'its', 'their')} own can never be private and ${many(n, 'stays', 'stay')} as ${many(n, 'it is', 'they are')}.`,
  },

  previewed: {
    previous: 'Previous image',
    next: 'Next image',
    coming: 'Loading…',
    notDrawn: 'There is no preview of this file here.',
    place: (at: string, of: string) => `${at} of ${of}`,
  },
} as const
