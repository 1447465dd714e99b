export * from './installations.js';
export * from './prices.js';
export * from './workspaces.js';
export * from './write-probe.js';
