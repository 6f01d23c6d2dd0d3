import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rendererFile, serveRendererFile } from './renderer-files.ts'

let parent: string
let root: string

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kubedrill-renderer-'))
  root = join(parent, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await mkdir(`${root}-secret`)
  await writeFile(join(root, 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'assets', 'a.js'), 'export {}')
  await writeFile(join(`${root}-secret`, 'key.json'), '{}')
  await writeFile(join(parent, 'outside.json'), '{}')
})
afterAll(() => rm(parent, { recursive: true }))

describe('serveRendererFile', () => {
  it('serves the interface with a strict policy', async () => {
    const page = await serveRendererFile(root, 'app://kubedrill/')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<!doctype html>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect((await serveRendererFile(root, 'app://kubedrill/assets/a.js')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    )
  })

  it.each([
    'app://kubedrill/missing.js',
    'app://kubedrill/..%2foutside.json',
    'app://kubedrill/%2e%2e/outside.json',
    'app://kubedrill/..%2frenderer-secret/key.json',
    'app://kubedrill/..%5coutside.json',
    'app://kubedrill/index.html%00.js',
    'app://kubedrill/%E0%A4%A',
    'app://elsewhere/index.html',
    'https://kubedrill/index.html',
  ])('answers 404 for %s', async (url) => {
    expect((await serveRendererFile(root, url)).status).toBe(404)
  })

  it('never leaves its folder, whatever the path', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'a', 'index.html', '/', '\\'), {
          maxLength: 12,
        }),
        (parts) => {
          const file = rendererFile(root, `app://kubedrill/${parts.join('/')}.js`)
          expect(file === null || file.startsWith(`${root}/`)).toBe(true)
        },
      ),
    )
  })
})
