import './without-eval.ts'
import '@mantine/core/styles.css'
import './style/tokens.css'
import './style/controls.css'
import './style/disclosure.css'
import './style/frame.css'
import './style/floating.css'
import './style/queue.css'
import './style/rows.css'
import './style/preflight.css'
import './style/places.css'
import './style/settings.css'
import './style/variants.css'
import './style/wall.css'
import './style/preview.css'
import './style/library.css'
import './style/image-grid.css'
import './style/bulk.css'
import './style/image-panel.css'
import './style/image-editor.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import type { Desktop } from '../preload/contract/index.ts'
import { followNative } from './actions/follow-native.ts'
import { overHttp } from './over-http.ts'
import { overIpc } from './over-ipc.ts'
import { openDesk } from './state/desk.ts'
import { createStore } from './state/store.ts'
import { openUi } from './state/ui.ts'

declare global {
  interface Window {
    /** Put there by the desktop’s preload. */
    readonly hotfolder?: Desktop<File>
  }
}

const page = document.querySelector('#page')
if (page === null) throw new Error('index.html has no place for the page')

const host = window.hotfolder === undefined ? overHttp() : overIpc(window.hotfolder)
const desk = openDesk({ host, store: createStore(host), ui: openUi() })
followNative(desk)
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce

createRoot(page).render(<App desk={desk} nonce={nonce} />)
