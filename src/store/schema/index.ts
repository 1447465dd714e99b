export * from './prices.js';
export * from './workspaces.js';
