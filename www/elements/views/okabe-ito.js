// The colours of Okabe and Ito (2008), which colour-blind readers can tell apart too: for areas, and for classes of points.

export const OKABE_ITO = ['#E69F00', '#D55E00', '#CC79A7', '#56B4E9', '#009E73', '#F0E442', '#0072B2'];
