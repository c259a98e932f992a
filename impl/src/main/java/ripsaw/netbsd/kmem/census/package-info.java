/** What checkers see of kmem: its census, its events, its properties, and who follows them. */
package ripsaw.netbsd.kmem.census;
