import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readStartArguments } from '../../../../main/hosts/desktop/start-arguments.ts'

const pack = join(import.meta.dirname, '../../../../main/hosts/desktop/pack')
const configuration = readFileSync(new URL('../../../../electron-builder.yml', import.meta.url), 'utf8')
const place = mkdtempSync(join(tmpdir(), 'hotfolder-send-'))
afterAll(() => rmSync(place, { recursive: true }))

/** What a system puts in place of `%F`, or behind a program. */
const photos = ['/photos/a b.jpg', '/photos/-c.jpg', "/photos/Anna's.jpg"]
const brought = { paths: photos, place: null }

describe('“Send to Hotfolder”', () => {
  it('on Linux says to the app what it understands, in every file manager we write for', () => {
    const lines = [
      readFileSync(join(pack, 'linux/dolphin.desktop'), 'utf8'),
      readFileSync(join(pack, 'linux/nemo.nemo_action'), 'utf8'),
      configuration,
    ].flatMap(text => [...text.matchAll(/^\s*Exec[=:]\s*(.+)$/gm)].map(found => found[1] ?? ''))

    expect(lines).toHaveLength(4)
    for (const line of lines) {
      const [program, ...args] = line.split(' ').flatMap(word => (word === '%F' ? photos : [word]))
      expect(['/opt/Hotfolder/hotfolder', 'AppRun']).toContain(program)
      expect(readStartArguments(args, '/')).toEqual({ isHidden: false, brought, odd: [] })
    }
  })

  it('on Windows is a shortcut to whose arguments Explorer adds the paths', () => {
    const script = readFileSync(join(pack, 'windows.nsh'), 'utf8')
    const [, args = ''] = /CreateShortCut "\$SENDTO\\Hotfolder\.lnk" "\$\{HF_PROGRAM\}" "([^"]*)"/.exec(script) ?? []

    expect(readStartArguments([...args.split(' '), ...photos], '/')).toEqual({ isHidden: false, brought, odd: [] })
    expect(script).toContain('Delete "$SENDTO\\Hotfolder.lnk"')
  })

  it.runIf(process.platform !== 'win32')(
    'on macOS hands over a list, in a quick action that its shell understands',
    () => {
      const workflow = readFileSync(join(pack, 'mac/Send to Hotfolder.workflow/Contents/document.wflow'), 'utf8')
      const [, escaped = ''] = /<key>COMMAND_STRING<\/key>\s*<string>([^<]*)<\/string>/.exec(workflow) ?? []
      const program = join(place, 'open')
      writeFileSync(program, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
      chmodSync(program, 0o755)
      const command = escaped.replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace('/usr/bin/open', program)

      const said = execFileSync('/bin/sh', ['-c', command, 'quick-action', ...photos], { env: { TMPDIR: place } })

      const args = said.toString().trim().split('\n')
      expect(args.slice(0, 4)).toEqual(['-n', '-b', 'app.hotfolder.desktop', '--args'])
      expect(configuration).toContain('appId: app.hotfolder.desktop')
      expect(readStartArguments(args.slice(4), '/')).toEqual({ isHidden: false, brought, odd: [] })
    },
  )
})

describe('a link or a photo that Windows opens with us', () => {
  it('cannot be taken for a switch, whatever it is made of', () => {
    const script = readFileSync(join(pack, 'windows.nsh'), 'utf8')
    const opened = [...script.matchAll(/shell\\open\\command" "" '"\$\{HF_PROGRAM\}" (\S+) "%1"'/g)].map(
      found => found[1],
    )

    expect(opened).toEqual(['--send', '--'])
    expect(readStartArguments(['--', 'hotfolder://settings'], '/').brought.place).toEqual({ screen: 'settings' })
    expect(readStartArguments(['--send', '--hidden.jpg'], '/').brought.paths).toEqual(['/--hidden.jpg'])
  })
})
