import type { MenuItemConstructorOptions } from 'electron'

/**
 * The application menu. No item has an accelerator that a shell needs: Ctrl-W, Ctrl-T, Ctrl-N, Ctrl-R and the like belong
 * to the terminal, so on Linux and Windows nothing closes or reloads by key. On macOS the Command key is free.
 */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  if (platform !== 'darwin') {
    return [
      {
        label: 'View',
        submenu: [
          { label: 'Larger', role: 'zoomIn', accelerator: 'Ctrl+Shift+=' },
          { label: 'Smaller', role: 'zoomOut', accelerator: 'Ctrl+Shift+-' },
          { label: 'Actual size', role: 'resetZoom', accelerator: 'Ctrl+Shift+0' },
          { role: 'togglefullscreen', accelerator: 'F11' },
        ],
      },
    ]
  }
  return [
    { role: 'appMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'front' }] },
  ]
}
