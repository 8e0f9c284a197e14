// The atlas of libraries: its tables are there before any script; here are the filter, the race and the form for a line.
import { Filter } from './atlas/filter.js';
import { PasteForm } from './atlas/paste.js';
import { RaceForm } from './atlas/race.js';
import { focusable } from './atlas/scrolling.js';

focusable();
new Filter();
new RaceForm();
new PasteForm();
