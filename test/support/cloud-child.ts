import { type LocalCloudOptions, startLocalCloud } from '../../main/local-cloud/index.ts'

/** A local cloud in a program of its own, so that it can be killed and its memory means something. Talks to its parent. */
const options = JSON.parse(process.argv[2] ?? '') as LocalCloudOptions
const cloud = await startLocalCloud(options)

const answers: Record<string, () => unknown> = {
  memory: () => {
    globalThis.gc?.()
    return { now: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 }
  },
  images: () => cloud.images(),
}

const { baseUrl, accountId, accountHash, token, deliveryUrl, port } = cloud
process.send?.({ address: { baseUrl, accountId, accountHash, token, deliveryUrl, port } })
process.on('message', (question: string) => process.send?.({ [question]: answers[question]?.() }))
process.on('disconnect', () => process.exit())
