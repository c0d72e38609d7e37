import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { icnsSizes, makeIcns } from './icns.ts'
import { makeIco } from './ico.ts'
import { iconPixels, iconPng } from './pixels.ts'

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
/** As bare pixels up to here: old dialogs and installers read no PNG in an icon. */
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 128]

/** Writes the icons that the installers are made with, each system’s own kind of file. */
export async function writeIcons(folder: string): Promise<void> {
  const linux = join(folder, 'linux')
  mkdirSync(linux, { recursive: true })
  for (const size of linuxSizes) writeFileSync(join(linux, `${size}x${size}.png`), await iconPng(size))
  const small = await Promise.all(icoSizes.map(async size => ({ size, pixels: await iconPixels(size) })))
  writeFileSync(join(folder, 'icon.ico'), makeIco([...small, { size: 256, png: await iconPng(256) }]))
  const mac = await Promise.all(icnsSizes.map(async size => [size, await iconPng(size, 'mac')] as const))
  writeFileSync(join(folder, 'icon.icns'), makeIcns(new Map(mac)))
}

if (import.meta.main) await writeIcons(join(import.meta.dirname, '../../../../dist/icons'))
