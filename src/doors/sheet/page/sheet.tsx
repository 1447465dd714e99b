/** Starts the page of a live sheet. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FONT_WEIGHTS, font } from '../../../charts/fonts.js';
import { Page } from './page.js';
import './styles/sheet.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element.');
// Another link that is opened in the same tab changes only what stands behind the #.
window.addEventListener('hashchange', () => location.reload());
// Pictures are drawn with these letters: they are there before the first one. A browser that lacks them draws others.
await Promise.allSettled(FONT_WEIGHTS.map((weight) => document.fonts.load(font(weight, 16))));
createRoot(root).render(
  <StrictMode>
    <Page secret={location.hash.slice(1)} />
  </StrictMode>,
);
