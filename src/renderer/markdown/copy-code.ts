import { toasts } from '../app/toasts.svelte.ts'

/** Copies a code block when its Copy button was pressed; of a console block only what is typed. */
export function copyFrom(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('button.copy') : null
  const block = button?.closest('.code')
  if (button === null || block === null || block === undefined) return
  const commands = [...block.querySelectorAll('.command')].map((part) => part.textContent)
  const text = commands.length > 0 ? commands.join('\n') : (block.querySelector('pre')?.textContent ?? '')
  navigator.clipboard.writeText(text).then(
    () => {
      button.textContent = 'Copied'
      setTimeout(() => (button.textContent = 'Copy'), 1500)
    },
    () =>
      toasts.say('The clipboard is not available here.', {
        tone: 'bad',
        remedy: 'Select the text and copy it.',
      }),
  )
}
