/** Videos of which each change that people make to what was said comes by itself: nobody need load all of it anew. */
export const liveLayers = new Set<string>();
