let serial = 0

/**
 * Draws every diagram source below `root`; mermaid is fetched only when there is one. A diagram that can not be drawn
 * stays as its text and says so. Stops when `stale()` says that the page has moved on.
 */
export async function drawDiagrams(root: HTMLElement, stale: () => boolean): Promise<void> {
  const sources = [...root.querySelectorAll<HTMLElement>('pre.diagram-source')]
  if (sources.length === 0) return
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: 'base', ...look(root) })
  for (const source of sources) {
    if (stale()) return
    const text = source.textContent
    const figure = document.createElement('figure')
    figure.className = 'diagram'
    try {
      const { svg } = await mermaid.render(`diagram-${++serial}`, text)
      if (stale()) return
      figure.innerHTML = svg
      figure.querySelector('svg')?.setAttribute('aria-hidden', 'true')
      figure.append(textOf(source))
      source.replaceWith(figure)
    } catch (error) {
      source.classList.add('broken')
      source.title = error instanceof Error ? error.message : 'This diagram could not be drawn.'
    }
  }
}

/** The diagram's source for whoever can not see it, folded away. */
function textOf(source: HTMLElement): HTMLElement {
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = 'Diagram as text'
  const copy = document.createElement('pre')
  copy.textContent = source.textContent
  details.append(summary, copy)
  return details
}

function look(root: HTMLElement): object {
  const style = getComputedStyle(root)
  const color = (name: string): string => style.getPropertyValue(name).trim()
  return {
    fontFamily: style.fontFamily,
    flowchart: { curve: 'basis', padding: 12, useMaxWidth: true },
    sequence: { useMaxWidth: true, mirrorActors: false },
    themeVariables: {
      fontFamily: style.fontFamily,
      fontSize: '14px',
      background: color('--surface'),
      primaryColor: color('--surface-2'),
      primaryTextColor: color('--ink'),
      primaryBorderColor: color('--line-strong'),
      secondaryColor: color('--accent-soft'),
      tertiaryColor: color('--surface-3'),
      lineColor: color('--ink-3'),
      textColor: color('--ink'),
      edgeLabelBackground: color('--surface'),
      clusterBkg: color('--bg'),
      clusterBorder: color('--line'),
      noteBkgColor: color('--learning-soft'),
      noteTextColor: color('--ink'),
      noteBorderColor: color('--learning'),
      actorBkg: color('--surface-2'),
      actorBorder: color('--line-strong'),
      actorTextColor: color('--ink'),
      signalColor: color('--ink-2'),
      signalTextColor: color('--ink'),
      labelBoxBkgColor: color('--surface-2'),
      labelTextColor: color('--ink'),
      loopTextColor: color('--ink'),
      activationBkgColor: color('--accent-soft'),
    },
  }
}
