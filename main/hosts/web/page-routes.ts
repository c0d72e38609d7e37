import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Hono } from 'hono'
import { codeOfSystem } from '../../adapters/problem-of-system.ts'
import { plainPage } from './refusal.ts'
import { contentPolicy } from './security-headers.ts'
import { type Line, refuse } from './web.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The build names what lies here after its content. */
const hashedPlace = '/assets/'

/** The pages of the window, as they were built into a folder. */
export function pageRoutes(folder: string) {
  return new Hono<Line>()
    .get('/', async () => {
      const page = await readPage(folder, 'index.html')
      const html = page === null ? unbuilt : page.toString('utf8')
      const nonce = randomBytes(16).toString('base64')
      return new Response(withNonce(html, nonce), {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': contentPolicy(nonce) },
      })
    })
    .get('/*', async c => {
      const path = decodeURIComponent(c.req.path)
      const type = types[extname(path)]
      const bytes = type === undefined ? null : await readPage(folder, path)
      if (type === undefined || bytes === null) return refuse(c, 'not-there')
      const caching = path.startsWith(hashedPlace) ? 'private, max-age=31536000, immutable' : 'no-cache'
      return new Response(bytes, { headers: { 'Content-Type': type, 'Cache-Control': caching } })
    })
}

const unbuilt = plainPage('The pages are not built yet', 'Build them with: npm run build')

/** Styles made at run time must carry it; the browser hides it from everything but scripts (`meta[property=csp-nonce]`). */
const withNonce = (html: string, nonce: string) =>
  html.replace(/<head[^>]*>/i, head => `${head}<meta property="csp-nonce" nonce="${nonce}">`)

/** Null where there is no such file, or a link leads out of the folder. */
async function readPage(folder: string, name: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, name))
    return file.startsWith(root + sep) ? await readFile(file) : null
  } catch (error) {
    if (codeOfSystem(error) !== null) return null
    throw error
  }
}
