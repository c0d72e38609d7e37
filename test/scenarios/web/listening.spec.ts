import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listeningOf } from '../../support/listening-of.ts'
import { until } from '../../unit/adapters/until.ts'
import { aDesk } from '../cli/a-desk.ts'

describe.runIf(process.platform === 'linux')(
  'the whole program, with its window, its control and its local cloud',
  () => {
    it('listens on 127.0.0.1 and nowhere else', async () => {
      const desk = aDesk()
      onTestFinished(() => desk.clear())
      await desk.photo('dune.jpg')
      const run = desk.start(['serve', '--json', '--no-open', '--root', desk.photos])
      await run.says('"url"')
      const { pid = 0 } = run.child
      const { port } = new URL((JSON.parse(run.out.split('\n', 1)[0] ?? '') as { url: string }).url)

      const followed = await desk.run(['folder', 'add', desk.photos])
      // The local cloud is there from the first photo on.
      await until('window and local cloud listen', () => listeningOf(pid).length >= 2)

      expect(followed.code).toBe(0)
      const listening = listeningOf(pid)
      expect(listening).toContain(`127.0.0.1:${port}`)
      expect(listening.filter(address => !address.startsWith('127.0.0.1:'))).toEqual([])
    })

    it.each(['0.0.0.0', '::'])('would be found out if it listened to the world: %s', async address => {
      const hasIt =
        address === '0.0.0.0' ||
        Object.values(networkInterfaces())
          .flat()
          .some(one => one?.address === '::1')
      if (!hasIt) return
      const open = createServer()
      await new Promise<void>(resolve => open.listen(0, address, resolve))
      onTestFinished(() => void open.close())
      const { port } = open.address() as AddressInfo

      const listening = listeningOf(process.pid).filter(one => one.endsWith(`:${port}`))

      expect(listening).toHaveLength(1)
      expect(listening[0]).toMatch(/^(0\.0\.0\.0|0000(:0000){7}):/)
    })
  },
)
