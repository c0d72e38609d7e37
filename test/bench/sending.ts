import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makePhotos } from '../fixtures/make-photo.ts'
import { asFromACard, type CloudAddress, openStudio, queued, seconds } from './studio.ts'

const run = promisify(execFile)
const atOnce = 8

/** (b) Sending alone, photos per second: judged before, then sent; against curl twice per photo, and curl on ready links. */
export async function measureSending(count = 400) {
  const ours = await sendOurs(count)
  const theirs = await sendWithCurl(count)
  return { ours, ...theirs, scriptRatio: ours / theirs.script, parallelRatio: ours / theirs.parallel }
}

async function sendOurs(count: number): Promise<number> {
  const studio = await openStudio()
  const { engine } = studio.running
  try {
    const paths = asFromACard(
      await makePhotos(join(studio.place, 'photos'), count, { seed: 1, bytesAtLeast: 2_500_000 }),
    )
    await engine.answers.setLimits({ concurrency: atOnce })
    await engine.answers.pauseQueue({})
    await engine.start({ folders: 'none' })
    await engine.answers.addPhotos({ paths })
    await queued(studio.running, count)

    const done = new Promise<void>(resolve => {
      let left = count
      engine.feed.listen(({ news }) => {
        if (news.kind === 'photoEnded' && news.photo.state === 'delivered' && --left === 0) resolve()
      })
    })
    const began = performance.now()
    await engine.answers.resumeQueue({})
    await done
    return count / seconds(began)
  } finally {
    await studio.close()
  }
}

async function sendWithCurl(count: number): Promise<{ script: number; parallel: number }> {
  const studio = await openStudio()
  try {
    const paths = asFromACard(
      await makePhotos(join(studio.place, 'photos'), count, { seed: 9_000, bytesAtLeast: 2_500_000 }),
    )
    writeFileSync(join(studio.place, 'list'), paths.map(path => `${path}\n`).join(''))
    const { baseUrl, accountId, token } = studio.cloud
    const reserve = `curl -s -X POST -H "Authorization: Bearer ${token}" -F requireSignedURLs=false ${baseUrl}/accounts/${accountId}/images/v2/direct_upload`
    const link = `sed -E 's/.*"uploadURL":"([^"]*)".*/\\1/'`
    const script = join(studio.place, 'upload.sh')
    writeFileSync(script, `url=$(${reserve} | ${link})\ncurl -sf -F "file=@$1;type=image/jpeg" "$url" > /dev/null\n`)
    const began = performance.now()
    await run('xargs', ['-a', join(studio.place, 'list'), '-P', String(atOnce), '-n', '1', 'sh', script])
    const scripted = count / seconds(began)

    const urls = await readyLinks(studio.cloud, count)
    const config = paths
      .map((path, index) => `url = "${urls[index]}"\nform = "file=@${path};type=image/jpeg"\noutput = /dev/null\n`)
      .join('next\n')
    writeFileSync(join(studio.place, 'curl.cfg'), config)
    const ready = performance.now()
    await run('curl', ['-sf', '--parallel', '--parallel-max', String(atOnce), '-K', join(studio.place, 'curl.cfg')], {
      maxBuffer: 1e8,
    })
    return { script: scripted, parallel: count / seconds(ready) }
  } finally {
    await studio.close()
  }
}

async function readyLinks({ baseUrl, accountId, token }: CloudAddress, count: number): Promise<string[]> {
  const urls: string[] = []
  for (let index = 0; index < count; index++) {
    const answer = await fetch(`${baseUrl}/accounts/${accountId}/images/v2/direct_upload`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: new FormData(),
    })
    const { result } = (await answer.json()) as { result: { uploadURL: string } }
    urls.push(result.uploadURL)
  }
  return urls
}
