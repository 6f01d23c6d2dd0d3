import BookOpen from '@lucide/svelte/icons/book-open'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import ChartLine from '@lucide/svelte/icons/chart-line'
import Layers from '@lucide/svelte/icons/layers'
import Settings from '@lucide/svelte/icons/settings-2'
import Stethoscope from '@lucide/svelte/icons/stethoscope'
import Terminal from '@lucide/svelte/icons/square-terminal'
import type { Route } from './routes.ts'

/** The places of the sidebar, in order; `pages` light up the entry. */
export const places: readonly {
  label: string
  route: Route
  pages: readonly Route['page'][]
  icon: typeof BookOpen
  minor?: boolean
}[] = [
  { label: 'Today', route: { page: 'today' }, pages: ['today'], icon: CalendarCheck },
  { label: 'Study', route: { page: 'study', topic: null }, pages: ['study', 'card'], icon: Layers },
  { label: 'Topics', route: { page: 'topics' }, pages: ['topics', 'topic'], icon: BookOpen },
  { label: 'Labs', route: { page: 'labs' }, pages: ['labs', 'lab', 'session'], icon: Terminal },
  { label: 'Progress', route: { page: 'progress' }, pages: ['progress'], icon: ChartLine },
  { label: 'Settings', route: { page: 'settings' }, pages: ['settings'], icon: Settings, minor: true },
  { label: 'Doctor', route: { page: 'doctor' }, pages: ['doctor'], icon: Stethoscope, minor: true },
]
