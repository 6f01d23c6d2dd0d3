import { registerHooks } from 'node:module'

/** Preloaded (`node --import`) so that the desktop's bundle gets the stand-in where it imports `electron`. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron-stand-in.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
