import { crc32, deflateSync } from 'node:zlib'

/** A picture without a profile, with this one put in; its pixels stay as they are. */
export function embedIcc(picture: Buffer, format: 'jpeg' | 'png' | 'webp', icc: Buffer): Buffer {
  switch (format) {
    case 'jpeg':
      return Buffer.concat([picture.subarray(0, 2), ...jpegSegments(icc), picture.subarray(2)])
    case 'png':
      return Buffer.concat([picture.subarray(0, 33), pngChunk(icc), picture.subarray(33)])
    case 'webp':
      return intoWebp(picture, icc)
  }
}

function jpegSegments(icc: Buffer): Buffer[] {
  const room = 65_519
  const count = Math.ceil(icc.length / room)
  return Array.from({ length: count }, (_, i) => {
    const part = icc.subarray(i * room, (i + 1) * room)
    const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\0\0', 'latin1')
    head.writeUInt16BE(part.length + 16, 2)
    head[16] = i + 1
    head[17] = count
    return Buffer.concat([head, part])
  })
}

function pngChunk(icc: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), chunk.length - 4)
  return chunk
}

/** From the simple form of WebP to the extended one, which can hold a profile. */
function intoWebp(picture: Buffer, icc: Buffer): Buffer {
  const isLossless = picture.toString('latin1', 12, 16) === 'VP8L'
  const [width, height] = isLossless
    ? [(picture.readUInt32LE(21) & 0x3fff) + 1, ((picture.readUInt32LE(21) >>> 14) & 0x3fff) + 1]
    : [picture.readUInt16LE(26) & 0x3fff, picture.readUInt16LE(28) & 0x3fff]
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 'latin1')
  extended.writeUInt32LE(10, 4)
  extended[8] = 0x20
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const head = Buffer.alloc(8)
  head.write('ICCP', 'latin1')
  head.writeUInt32LE(icc.length, 4)
  const body = Buffer.concat([extended, head, icc, Buffer.alloc(icc.length % 2), picture.subarray(12)])
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  riff.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([riff, body])
}
