import './assets.ts';
import '@skyra/discord-components-core';
import { defineElements } from './elements.ts';
import { createActions } from './state/actions.ts';
import { followFeed } from './state/feed.ts';
import { createStore } from './state/store.ts';

defineElements();

const store = createStore();
const actions = createActions(store);
const app = document.querySelector('play-app');
if (app === null) throw new Error('The page has no <play-app>.');
app.begin(store, actions);
followFeed(store, actions);
