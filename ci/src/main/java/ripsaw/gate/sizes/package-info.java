/**
 * What serves a request of which size, and what that takes: NetBSD's kmem before and after the
 * patch of January 2009, on machines whose pages and quanta have the kernel's proportions. Nothing
 * is looked up in a table of sizes: an allocator is asked, and its locks are counted.
 */
package ripsaw.gate.sizes;
