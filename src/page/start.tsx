import { render } from 'preact';
import { App } from './app.js';
import { askWorker } from './ask.js';
import { beginPage } from './page-state.js';

/** Shows the page. The worker's script stands in it: a page that is opened from a file may load no other. */
export function start(): void {
  const source = document.getElementById('worker')!.textContent;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  void beginPage(askWorker(() => new Worker(url)));
  render(<App />, document.getElementById('app')!);
}
