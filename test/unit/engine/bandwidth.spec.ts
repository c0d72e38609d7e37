import { describe, expect, it } from 'vitest'
import { createBandwidth } from '../../../main/engine/bandwidth.ts'
import { breathe, VirtualClock } from '../../support/virtual-clock.ts'

const never = new AbortController().signal

/** Eight uploads that send for ever; tells when each piece of each went. */
function eightUploads(clock: VirtualClock, bandwidth: ReturnType<typeof createBandwidth>) {
  const sent = Array.from({ length: 8 }, () => ({ bytes: 0, lastAt: clock.now(), longestWait: 0 }))
  const send = async (upload: (typeof sent)[number]) => {
    for (;;)
      for (const piece of bandwidth.pieces(new Uint8Array(262_144))) {
        await bandwidth.take(piece.length, never)
        upload.longestWait = Math.max(upload.longestWait, clock.now() - upload.lastAt)
        upload.lastAt = clock.now()
        upload.bytes += piece.length
        if (bandwidth.limit === null) await new Promise<void>(resolve => clock.after(1, resolve))
      }
  }
  for (const upload of sent) void send(upload)
  return { sent, total: () => sent.reduce((sum, upload) => sum + upload.bytes, 0) }
}

async function run(clock: VirtualClock, ms: number): Promise<void> {
  const end = clock.now() + ms
  while (clock.now() < end) {
    await breathe(30)
    const due = clock.nextDue()
    clock.advance(Math.max(0, Math.min(end, due ?? end) - clock.now()))
  }
}

describe('the bandwidth limit', () => {
  it('moves every one of eight uploads at 10 kB/s, for ten minutes, without a pause a stall guard would notice', async () => {
    const clock = new VirtualClock()
    const { sent, total } = eightUploads(clock, createBandwidth(clock, 10_000))

    await run(clock, 600_000)

    expect(total()).toBeGreaterThan(0.95 * 6_000_000)
    expect(total()).toBeLessThan(1.05 * 6_000_000)
    for (const upload of sent) expect(upload.longestWait).toBeLessThan(2_000)
  })

  it('may change while uploads run, up, down and away, and is felt at once', async () => {
    const clock = new VirtualClock()
    const bandwidth = createBandwidth(clock, 20_000)
    const { sent, total } = eightUploads(clock, bandwidth)

    for (const limit of [1_000_000, 5_000, 400_000]) {
      await run(clock, 1_000)
      bandwidth.limit = limit
      await run(clock, 2_000)
      const before = total()
      await run(clock, 10_000)
      expect((total() - before) / (limit * 10)).toBeGreaterThan(0.9)
      expect((total() - before) / (limit * 10)).toBeLessThan(1.1)
    }
    bandwidth.limit = null
    const before = total()
    await run(clock, 1_000)

    expect(total() - before).toBeGreaterThan(10_000_000)
    for (const upload of sent) expect(upload.longestWait).toBeLessThan(5_000)
  })
})
