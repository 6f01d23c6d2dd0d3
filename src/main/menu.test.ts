import { describe, expect, it } from 'vitest'
import { menuTemplate } from './menu.ts'

/** Keys that a shell or an editor in it uses; roles that bring such an accelerator of their own are out too. */
const shellKeys = /^(?:Ctrl|Control|CmdOrCtrl|CommandOrControl)\+[A-Z]$/
const rolesWithShellKeys = new Set(['close', 'reload', 'forceReload', 'quit', 'windowMenu', 'viewMenu'])

describe('menuTemplate', () => {
  it.each(['linux', 'win32'] as const)('leaves every Ctrl-letter to the shell on %s', (platform) => {
    const items = menuTemplate(platform).flatMap((item) =>
      Array.isArray(item.submenu) ? [item, ...item.submenu] : [item],
    )
    expect(items.length).toBeGreaterThan(2)
    for (const item of items) {
      expect(item.accelerator ?? '').not.toMatch(shellKeys)
      expect(rolesWithShellKeys.has(String(item.role))).toBe(false)
    }
  })

  it('has the menus that macOS users expect and no Close', () => {
    const roles = JSON.stringify(menuTemplate('darwin'))
    expect(roles).toContain('appMenu')
    expect(roles).toContain('editMenu')
    expect(roles).not.toContain('"close"')
  })
})
