import type { Exif } from 'sharp'
import type { Shot } from './shoot-plan.ts'

/** When the shutter of a shot was released: a morning in June, a good half-minute apart. */
export const takenAt = (shot: Shot) => new Date(Date.UTC(2025, 5, 14, 8, 0, 0) + shot.number * 37_000)

/** The EXIF a camera would have written, in the library's notation: rationals as “1/250”. */
export function cameraExif(shot: Shot): Exif {
  const { number } = shot
  // The camera's clock stands two hours ahead of UTC and says so.
  const clock = new Date(takenAt(shot).getTime() + 2 * 3_600_000).toISOString()
  const taken = clock.slice(0, 19).replace('T', ' ').replaceAll('-', ':')
  return {
    IFD0: {
      Make: 'Hotfolder',
      Model: 'Hotfolder HF-1',
      Software: 'HF-1 1.0',
      DateTime: taken,
      Artist: 'Ada Example',
      Copyright: '(c) 2025 Ada Example',
    },
    IFD2: {
      DateTimeOriginal: taken,
      DateTimeDigitized: taken,
      OffsetTimeOriginal: '+02:00',
      ExposureTime: `1/${[125, 250, 500, 1000][number % 4]}`,
      FNumber: `${[28, 40, 56, 80][number % 4]}/10`,
      ISOSpeedRatings: String([100, 200, 400][number % 3]),
      FocalLength: `${[24, 35, 50, 85][number % 4]}/1`,
    },
    ...(shot.withPosition ? { IFD3: position(number) } : {}),
  }
}

const position = (number: number) => ({
  GPSLatitudeRef: 'N',
  GPSLatitude: `52/1 31/1 ${number}/1`,
  GPSLongitudeRef: 'E',
  GPSLongitude: `13/1 24/1 ${number}/1`,
})
