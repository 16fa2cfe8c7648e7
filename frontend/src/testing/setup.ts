import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { startTexts } from '../app/i18n';
import { queryClient } from '../app/queryClient';

// What jsdom does not have and Mantine asks for.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => {};
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
HTMLElement.prototype.hidePopover = function () {
  this.style.display = '';
};
document.addEventListener('click', ({ target }) => {
  const opens = (target as Element).closest('[popovertarget]')?.getAttribute('popovertarget');
  if (opens) document.getElementById(opens)!.style.display = 'block';
});
window.HTMLElement.prototype.scrollIntoView = () => {};
// Tables show what is in view, and nothing in jsdom has a size.
for (const height of ['offsetHeight', 'clientHeight'])
  Object.defineProperty(HTMLElement.prototype, height, { configurable: true, value: 800 });
for (const width of ['offsetWidth', 'clientWidth'])
  Object.defineProperty(HTMLElement.prototype, width, { configurable: true, value: 1200 });

// What is looked for comes when a busy machine has made it.
configure({ asyncUtilTimeout: 10_000 });
localStorage.setItem('egress-language', 'en');
await startTexts();

afterEach(() => {
  cleanup();
  queryClient.clear();
});
