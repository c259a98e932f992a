package ripsaw.linux.slub;

import ripsaw.machine.Shape;

/**
 * How the objects of a cache lie in its slabs ({@code calculate_sizes}).
 *
 * @param objectBytes that are asked for at most
 * @param offset of the free pointer in an object: 0, or behind the object if that must stay as it
 *     is while it is free
 * @param size of an object with what belongs to it
 * @param objects of a slab
 */
public record CacheGeometry(long objectBytes, long offset, long size, int objects) {
  /** Longer objects have a constructor, whose work a free pointer may not overwrite. */
  static final long CONSTRUCTED = 128;

  public static CacheGeometry of(Shape shape, long bytes) {
    long rounded = bytes + 7 & -8;
    boolean isConstructed = bytes > CONSTRUCTED;
    long size = isConstructed ? rounded + 8 : rounded;
    int objects = (int) Math.min(shape.chunksPerSlab(), shape.slabBytes() / size);
    return new CacheGeometry(bytes, isConstructed ? rounded : 0, size, objects);
  }

  /** Whether a pointer into this slab is to one of its objects ({@code check_valid_pointer}). */
  boolean isObject(long slab, long pointer) {
    long distance = pointer - slab;
    return distance >= 0 && distance < size * objects && distance % size == 0;
  }
}
