/**
 * Colours of the charts. The card is opaque and white: it looks the same in Slack's light and dark mode. Every
 * colour that carries words or a line has a contrast of at least 4.5 to 1 against it, and the four line colours
 * stay apart under the three common kinds of colour blindness (checked in the tests).
 */
export const THEME = {
  card: '#ffffff',
  border: '#dcdcd6',
  ink: '#16181d',
  softInk: '#5b616b',
  grid: '#e9e9e4',
  leader: '#9aa0a8',
  /** Below the line of today's plan, above that of the winner. */
  savings: '#eaf2fb',
  /** Behind the winner's line: where it lies in 8 of 10 scenarios. Lets the grid shine through. */
  band: 'rgba(0, 95, 184, 0.18)',
  lines: {
    winner: '#005fb8',
    today: '#30343b',
    others: ['#c24a00', '#94618e'],
  },
} as const;
