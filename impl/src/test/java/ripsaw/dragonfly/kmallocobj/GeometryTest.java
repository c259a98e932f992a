package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Geometry;

class GeometryTest {
  private static boolean fits(long slab, long object, long count) {
    long first = 64 * Math.ceilDiv(ObjectSlab.RING + 8 * count, 64);
    return first + count * object <= slab;
  }

  @Test
  void asManyObjectsAsFitForEverySizeAndSlab() {
    for (int slab = 512; slab <= 128 << 10; slab *= 2) {
      for (int object = 64; object <= 4096; object += 64) {
        long most = 0;
        while (fits(slab, object, most + 1)) {
          most++;
        }
        long given = Geometry.EXACT.capacity(slab, object);
        assertThat(given).as("%d bytes in %d", object, slab).isEqualTo(most);
      }
    }
  }

  @Test
  void theFirstObjectLiesOnTheCacheLineBehindTheRing() {
    for (int count = 0; count < 2_000; count++) {
      long ringEnds = ObjectSlab.RING + 8L * count;
      assertThat(Geometry.offset(count) % 64).isZero();
      assertThat(Geometry.offset(count)).isBetween(ringEnds, ringEnds + 63);
    }
  }
}
