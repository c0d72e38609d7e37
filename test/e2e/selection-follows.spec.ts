import { describe, expect, it } from 'vitest'
import { putImages } from '../scenarios/cli/put-image.ts'
import { aStudio } from './a-studio.ts'

describe('what is selected in the library', { timeout: 120_000 }, () => {
  it('stays selected while the ids of its images change, however long that takes', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await putImages(studio.cloud, 8)
    await ask('syncLibrary', {})
    await page.keyboard.press('1')
    await page.keyboard.press('3')
    await studio.choose('photo 3.jpg')
    await page.keyboard.press('Control+a')
    await page.getByText('8 images selected').first().waitFor()
    // Longer than the library waits before it reads its list again.
    studio.cloud.faults.set([{ kind: 'latency', ms: 1_500 }])

    await page.getByRole('button', { name: 'Make 8 private…' }).click()
    await page.getByRole('button', { name: 'Make 8 images private' }).click()
    await page.getByText('8 images changed').waitFor({ timeout: 60_000 })
    studio.cloud.faults.set([])

    const selected = page.getByRole('gridcell', { selected: true })
    await expect.poll(() => selected.count()).toBe(8)
    const ids = (await ask('listImages', {})).images.map(({ id }) => id)
    expect(
      studio.cloud
        .images()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted())
    // And the list that is read afterwards changes nothing.
    await ask('syncLibrary', {})
    await page.getByText('8 images selected').first().waitFor()
    expect(await selected.count()).toBe(8)
  })
})
