import { z } from 'zod';

/** The page forbids code from text, which zod would otherwise try. Imported before anything is parsed. */
z.config({ jitless: true });
