import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headerDictionary } from './dictionary.ts'
import { encodeFrame, FrameReader, SpdyError, type Frame } from './frames.ts'
import { HeaderReader, HeaderWriter } from './header-block.ts'

const id = fc.integer({ min: 1, max: 0x7f_ff_ff_ff })
const bytes = fc.uint8Array({ maxLength: 40 })
const end = fc.boolean()
const frame: fc.Arbitrary<Exclude<Frame, { kind: 'ignored' }>> = fc.oneof(
  fc.record({ kind: fc.constant('data' as const), stream: id, end, payload: bytes }),
  fc.record({
    kind: fc.constantFrom('syn-stream' as const, 'syn-reply' as const, 'headers' as const),
    stream: id,
    end,
    headers: bytes,
  }),
  fc.record({ kind: fc.constant('reset' as const), stream: id, status: fc.integer({ min: 0, max: 11 }) }),
  fc.record({ kind: fc.constant('ping' as const), id }),
  fc.record({ kind: fc.constant('goaway' as const), lastStream: id, status: fc.integer({ min: 0, max: 2 }) }),
)

describe('frames', () => {
  test('are read as they were written, however their bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (frames, cuts) => {
          const wire = Buffer.concat(frames.map(encodeFrame))
          const reader = new FrameReader()
          const read: Frame[] = []
          for (let at = 0, cut = 0; at < wire.length; cut++) {
            const length = cuts[cut % cuts.length] ?? 1
            read.push(...reader.push(wire.subarray(at, at + length)))
            at += length
          }
          expect(read).toEqual(frames)
        },
      ),
    )
  })

  test('any bytes are frames, or an error that says so', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (wire) => {
        try {
          new FrameReader().push(wire)
        } catch (error) {
          expect(error).toBeInstanceOf(SpdyError)
        }
      }),
    )
    expect(() => new FrameReader().push(Uint8Array.of(0, 0, 0, 1, 0, 255, 255, 255))).toThrow(SpdyError)
  })

  test('have the layout of the specification', () => {
    expect([...encodeFrame({ kind: 'ping', id: 5 })]).toEqual([0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 5])
    expect([...encodeFrame({ kind: 'data', stream: 3, end: true, payload: Uint8Array.of(9) })]).toEqual([
      0, 0, 0, 3, 1, 0, 0, 1, 9,
    ])
  })
})

describe('header blocks', () => {
  test('the dictionary is that of SPDY/3', () => {
    let [low, high] = [1, 0]
    for (const byte of headerDictionary) {
      low = (low + byte) % 65_521
      high = (high + low) % 65_521
    }
    expect([headerDictionary.length, (high * 65_536 + low).toString(16)]).toEqual([1423, 'e3c6a7c2'])
  })

  test('are read as they were written, one after another', async () => {
    const header = fc.tuple(fc.stringMatching(/^[a-z-]{1,12}$/), fc.string({ maxLength: 30 }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(header, { maxLength: 4 }), { maxLength: 4 }), async (blocks) => {
        const [writer, reader] = [new HeaderWriter(), new HeaderReader()]
        for (const block of blocks.map((pairs) => new Map(pairs))) {
          expect(await reader.read(await writer.write(block))).toEqual(block)
        }
        writer.close()
        reader.close()
      }),
    )
  })

  test('garbage and bombs are errors', async () => {
    await expect(new HeaderReader().read(Uint8Array.of(1, 2, 3, 4, 5))).rejects.toThrow(SpdyError)
    const bomb = await new HeaderWriter().write(new Map([['x', 'x'.repeat(200_000)]]))
    await expect(new HeaderReader().read(bomb)).rejects.toThrow(SpdyError)
  })
})
