import './zod-config.ts'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/dialog.css'
import { mount } from 'svelte'
import App from './app/App.svelte'
import { chooseClient } from './client/choose-client.ts'

const target = document.querySelector('#app')
if (target === null) throw new Error('index.html has no #app')
mount(App, { target, props: { client: chooseClient(window) } })
