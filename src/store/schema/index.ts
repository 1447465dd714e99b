export * from './installations.js';
export * from './prices.js';
export * from './workspaces.js';
