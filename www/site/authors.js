// The page for authors has text to copy, and nothing else that moves.
import { readyToCopy } from './copy.js';

readyToCopy();
