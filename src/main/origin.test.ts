import { describe, expect, it } from 'vitest'
import { externalUrl, isAppUrl } from './origin.ts'

describe('isAppUrl', () => {
  it.each(['app://kubedrill/', 'app://kubedrill/index.html#/study', 'app://kubedrill/assets/a.js'])(
    'takes %s',
    (url) => {
      expect(isAppUrl(url)).toBe(true)
    },
  )
  it.each([
    'app://kubedrill.evil/',
    'app://kubedrillx/',
    'app://evil/?app://kubedrill/',
    'https://kubedrill/',
    'file:///etc/passwd',
    'not a url',
    '',
  ])('refuses %s', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('externalUrl', () => {
  it('hands http and https on', () => {
    expect(externalUrl('https://kubernetes.io/docs/')).toBe('https://kubernetes.io/docs/')
    expect(externalUrl('http://example.org')).toBe('http://example.org/')
  })
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'ms-msdt:/id',
    'vscode://file/x',
    'https://user:secret@example.org/',
    'data:text/html,x',
    '//example.org',
  ])('opens nothing for %s', (url) => {
    expect(externalUrl(url)).toBeNull()
  })
})
