// A Worker with the engine.

import { serve } from './serve-engine.js';

serve(/** @type {any} */ (self));
