import { availableParallelism } from 'node:os'
import type {
  Capability,
  Image,
  ImageId,
  JobId,
  KnownId,
  Outcome,
  Problem,
  Profile,
  ProfileName,
  UploadJob,
} from '../../preload/contract/index.ts'
import { openFileLog } from '../adapters/file-log.ts'
import { openHomeFolder } from '../adapters/home-folder.ts'
import { createKeytarVault, type StartKeychain } from '../adapters/keytar-vault/index.ts'
import { createNodeDigest } from '../adapters/node-digest.ts'
import { createNodeDisk } from '../adapters/node-disk.ts'
import { createNodeMachine } from '../adapters/node-machine.ts'
import { compileGlobs } from '../adapters/picomatch-globs.ts'
import { createRedaction } from '../adapters/redaction/index.ts'
import { createSharpInspector } from '../adapters/sharp-inspector/index.ts'
import { thumbnailPath } from '../adapters/sharp-inspector/thumbnails.ts'
import { databaseVersion, openSqliteQueueStore } from '../adapters/sqlite-queue-store/index.ts'
import { systemChance } from '../adapters/system-chance.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { createChokidarWatcher } from '../adapters/chokidar-watcher/index.ts'
import { createEngine, type Engine } from '../engine/index.ts'
import type { Gate, ImagesApi, PickedStore } from '../engine/ports.ts'
import { createEmbeddedCloud } from './embedded-cloud.ts'
import { explainError } from './explain-error.ts'
import type { JobPhoto, KnownPicture } from './job-photo.ts'
import { type Shared, sharedAs } from './shared-as.ts'

export type Config = {
  /** Where our files live; one engine per folder. */
  home: string
  /** For unattended machines: wins over the keychain. */
  apiToken: string | undefined
  /** What this host can do for its pages; nothing when left out. */
  capabilities?: readonly Capability[]
  /** Where the keychain’s own program cannot be a child process. */
  startKeychain?: StartKeychain
}

export type Running = {
  engine: Engine
  home: string
  notices: Problem[]
  /** For hosts that show pictures: where the photo of a job lies, and what the local mirror knows of an image. */
  photoOf(job: JobId): JobPhoto | null
  pictureOf(known: KnownId): KnownPicture | null
  imageOf(profile: ProfileName, image: ImageId): Image | undefined
  /** The file an image was sent from as it is, where its delivery is proven and the image still kept. */
  originalOf(profile: ProfileName, image: ImageId): JobPhoto | null
  /** The thumbnail of the photo we sent for this image. */
  sentPictureOf(profile: ProfileName, image: ImageId): KnownPicture | null
  /** The picture of an image was seen: width by height. */
  learnProportion(profile: ProfileName, image: ImageId, proportion: number): void
  /** The job of the photo at this path, unless it is delivered. */
  jobAt(profile: ProfileName, path: string): UploadJob | undefined
  /** Is the photo at this path held, and did a person say that they want to see no more of it? */
  isDismissed(profile: ProfileName, path: string): boolean
  sharedAt(profile: ProfileName, path: string): Shared
  /** Photos picked by hand that are not judged yet. */
  picks(): ReturnType<PickedStore['left']>
  log(what: string, error: unknown): void
  stop(): Promise<void>
}

/** The only place that knows every adapter: takes the home folder, gives back an engine that stands still until started. */
export async function compose(config: Config): Promise<Outcome<Running>> {
  const home = openHomeFolder(config.home)
  if (!home.ok) return home
  const file = home.value.file('hotfolder.db')
  const opened = openSqliteQueueStore(file)
  if (!opened.ok) {
    home.value.release()
    return opened
  }
  const store = opened.value
  const redaction = createRedaction()
  const log = openFileLog(home.value.file('logs'), systemClock.now, redaction)
  const cloud = createEmbeddedCloud(home.value.file('local-cloud'))
  const vault = createKeytarVault({
    environmentToken: config.apiToken,
    startKeychain: config.startKeychain,
    localToken: async () => {
      const started = await cloud.start()
      return started.ok ? { ok: true, value: started.value.token } : started
    },
  })

  async function connect(profile: Profile, token: string, gate: Gate): Promise<Outcome<ImagesApi>> {
    // Loading the official package takes longer than a whole `status`: only who sends pays for it.
    const { connectCloudflare } = await import('../cloudflare/index.ts')
    if (profile.account.kind === 'cloudflare')
      return { ok: true, value: connectCloudflare({ profile: profile.name, ...profile.account, token, gate }) }
    const started = await cloud.start()
    if (!started.ok) return started
    const { baseUrl, accountId } = started.value
    return { ok: true, value: connectCloudflare({ profile: profile.name, accountId, baseUrl, token, gate }) }
  }

  const thumbnails = home.value.file('thumbnails')
  const photoOf = (id: JobId): JobPhoto | null => {
    const job = store.jobs.get(id)
    if (job === undefined) return null
    const { stamp, type, sha256 } = job
    return { stamp, type, sha256, thumbnail: thumbnailPath(thumbnails, sha256) }
  }
  const notices = store.takeNotices()
  if (store.profiles.all().length === 0)
    store.profiles.save({ name: 'local', account: { kind: 'local' }, addedAt: systemClock.now() })

  const engine = createEngine(
    {
      clock: systemClock,
      chance: systemChance,
      disk: createNodeDisk(),
      watcher: createChokidarWatcher(),
      inspector: createSharpInspector({
        thumbnails,
        onTrouble: error => log.write('warn', 'a thumbnail could not be kept', { detail: String(error) }),
      }),
      digest: createNodeDigest(),
      connect,
      vault,
      store,
      log,
      redaction,
      machine: createNodeMachine({ home: home.value.path, database: databaseVersion }),
      compileGlobs,
      explainError: error => explainError(error, file),
    },
    // One more than there are cores: while some decode, one reads.
    { judgesAtOnce: availableParallelism() + 1, capabilities: [...(config.capabilities ?? [])], notices },
  )

  return {
    ok: true,
    value: {
      engine,
      home: home.value.path,
      notices,
      photoOf,
      pictureOf(id) {
        const sha256 = store.ledger.byId(id)?.sha256 ?? null
        return sha256 === null ? null : { sha256, thumbnail: thumbnailPath(thumbnails, sha256) }
      },
      imageOf: (profile, image) => store.library.get(profile, image),
      originalOf(profile, image) {
        const receipt = store.receipts.ofImage(profile, image)
        if (receipt === undefined || receipt.endedAt !== undefined) return null
        const job = store.jobs.get(receipt.job)
        const isAsSent = job?.preparation.kind === 'none' && job.sha256 === receipt.sha256
        return isAsSent ? photoOf(receipt.job) : null
      },
      sentPictureOf(profile, image) {
        const receipt = store.receipts.ofImage(profile, image)
        if (receipt === undefined || receipt.endedAt !== undefined) return null
        return { sha256: receipt.sha256, thumbnail: thumbnailPath(thumbnails, receipt.sha256) }
      },
      learnProportion: (profile, image, proportion) =>
        store.transaction('soon', () => store.library.learnProportion(profile, image, proportion)),
      jobAt: store.jobs.ofPath,
      isDismissed: (profile, path) => store.ledger.get(profile, path)?.verdict.kind === 'dismissed',
      sharedAt: (profile, path) => sharedAs(store.ledger.get(profile, path)),
      picks: store.picked.left,
      log: (what, error) => log.write('error', what, { detail: error instanceof Error ? error.stack : String(error) }),
      async stop() {
        await engine.stop()
        await cloud.stop()
        store.close()
        log.close()
        home.value.release()
      },
    },
  }
}
