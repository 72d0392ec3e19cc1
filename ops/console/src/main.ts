// The door of every page. Each page's code is loaded only when its address is opened.
import '@panels/shared/tokens.css'
import { i18n } from '@panels/words/i18n'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'

createApp(App).use(i18n).use(router).mount('#app')
