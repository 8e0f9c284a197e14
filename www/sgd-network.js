// Defines `<sgd-network>`.

import './sgd-playground.js';
