package ripsaw.machine;

import ripsaw.machine.cache.Place;

/**
 * Which word is what. From the bottom up, so that an address says what it belongs to:
 *
 * <pre>
 *   0                      a page that is not there: nil, and the fields of whatever nil points to
 *   + a page, or 512       words shared by all cpus, for the subject
 *   + SHARED_WORDS         one area a cpu, for what is that cpu's alone
 *   + cpus * CPU_WORDS     mailboxes, one ring for each ordered pair of cpus
 *   + cpus * cpus * ring   the page table, a word a page
 *   aligned to a slab      the pages
 *   behind them            more words shared by all cpus, for a subject with much to share
 *   behind those           the words that describe a page, for each page
 *   behind all             shared words of the lower layer: see {@link Machine#lowerLayer}
 * </pre>
 *
 * <p>The bounds are worked out once: somebody asks for a word's address at nearly each access.
 */
final class Layout {
  static final int SHARED_WORDS = 16;
  static final int CPU_WORDS = 32;

  /** How many more shared words there are, and how many of them for each cpu. */
  static final int SUBJECT_WORDS = 96;

  static final int SUBJECT_WORDS_OF_CPU = 24;

  /** How many more each thousand pages bring: see {@link Shape#thousandsOfPages}. */
  static final int SUBJECT_WORDS_OF_THOUSAND = 8192;

  /** The first of a cpu's words that are the lower layer's. */
  static final int LOWER_CPU_WORD = 24;

  /** Words that describe a page, whether it is given out or not. */
  static final int PAGE_WORDS = 8;

  private final Shape shape;
  private final long begin;
  private final int ringWords;
  private final long pageTable;
  private final long firstPage;
  private final long endOfPages;
  private final int subjectWords;
  private final long pageWords;
  private final long lowerWords;

  Layout(Shape shape) {
    this.shape = shape;
    // The fields of a header are not there either, however small a page is.
    this.begin = Math.max(shape.pageBytes(), Shape.SMALL_PAGE);
    this.ringWords = IpiQueue.Ring.words(shape.signals());
    this.pageTable = ring(shape.cpus(), 0);
    long end = pageTable + 8L * shape.pages();
    this.firstPage = (end + shape.slabBytes() - 1) & -shape.slabBytes();
    this.endOfPages = firstPage + (long) shape.pages() * shape.pageBytes();
    this.subjectWords =
        SUBJECT_WORDS
            + shape.cpus() * SUBJECT_WORDS_OF_CPU
            + shape.thousandsOfPages() * SUBJECT_WORDS_OF_THOUSAND;
    this.pageWords = endOfPages + 8L * subjectWords;
    this.lowerWords = pageWords + 8L * shape.pages() * PAGE_WORDS;
  }

  Shape shape() {
    return shape;
  }

  private long at(long words) {
    return begin + 8L * words;
  }

  /**
   * Whether there is a word at this address.
   *
   * @param words that the machine has
   */
  boolean isWord(long address, int words) {
    return (address & 7) == 0 && address >= at(0) && address >>> 3 < words;
  }

  long sharedWord(int index) {
    return at(checked(index, SHARED_WORDS));
  }

  long cpuWord(int cpu, int index) {
    return at(SHARED_WORDS + (long) cpu * CPU_WORDS + checked(index, CPU_WORDS));
  }

  /** The cpu that owns this word, or -1. */
  int cpuOf(long address) {
    long offset = address - at(SHARED_WORDS);
    return offset >= 0 && offset < 8L * shape.cpus() * CPU_WORDS
        ? (int) (offset / (8 * CPU_WORDS))
        : -1;
  }

  long ring(int sender, int receiver) {
    long pair = (long) sender * shape.cpus() + receiver;
    return at(SHARED_WORDS + (long) shape.cpus() * CPU_WORDS + pair * ringWords);
  }

  long pageTable() {
    return pageTable;
  }

  long firstPage() {
    return firstPage;
  }

  /** Behind the pages, so that these do not lie elsewhere for a subject that needs none. */
  long subjectWord(int index) {
    return endOfPages + 8L * checked(index, subjectWords);
  }

  int subjectWords() {
    return subjectWords;
  }

  /** Of the page that holds this address. Behind all else, for the same reason. */
  long pageWord(long address, int index) {
    int page = pageOf(address);
    if (page < 0) {
      throw new IndexOutOfBoundsException("%#x is in no page".formatted(address));
    }
    return pageWords + 8L * ((long) page * PAGE_WORDS + checked(index, PAGE_WORDS));
  }

  /** Of the lower layer, behind all else: what it has for {@link #sharedWord}. */
  long lowerSharedWord(int index) {
    return lowerWords + 8L * checked(index, SHARED_WORDS);
  }

  /** What it has for {@link #subjectWord}. */
  long lowerSubjectWord(int index) {
    return lowerWords + 8L * (SHARED_WORDS + checked(index, subjectWords));
  }

  /** What it has for {@link #cpuWord}. */
  long lowerCpuWord(int cpu, int index) {
    return cpuWord(cpu, LOWER_CPU_WORD + checked(index, CPU_WORDS - LOWER_CPU_WORD));
  }

  /** Total size in words, without those of the lower layer. */
  int words() {
    return Math.toIntExact(lowerWords / 8);
  }

  /** Total size in words. */
  int wordsOfBothLayers() {
    return words() + SHARED_WORDS + subjectWords;
  }

  /** The page that holds this address, or -1 if none does. */
  int pageOf(long address) {
    long offset = address - firstPage;
    return offset < 0 || address >= endOfPages ? -1 : (int) (offset / shape.pageBytes());
  }

  /** The location that stands for the word at this address: see {@link MachineObserver#touched}. */
  static int wordLocation(long address) {
    return (int) (address >>> 3);
  }

  /** The location that stands for a page as a whole: see {@link MachineObserver#touched}. */
  int pageLocation(int page) {
    return wordsOfBothLayers() + page;
  }

  /** The location that stands for the page allocator. */
  int pagesLocation() {
    return pageLocation(shape.pages());
  }

  /** The location that stands for what keeps signals from a cpu. */
  int maskLocation(int cpu) {
    return pagesLocation() + 1 + cpu;
  }

  /** The location that stands for which cpus are online. */
  int onlineLocation() {
    return maskLocation(shape.cpus());
  }

  /** The location that stands for which nodes have memory. */
  int memoryLocation() {
    return onlineLocation() + 1;
  }

  /** The first location that nothing above stands for. */
  int freeLocations() {
    return memoryLocation() + 1;
  }

  String name(long address) {
    int page = pageOf(address);
    if (page >= 0) {
      return "page%s+%s".formatted(page, (address - firstPage()) % shape.pageBytes());
    }
    if (address >= lowerWords) {
      return "lower.word" + (address - lowerWords) / 8;
    }
    if (address >= pageWords) {
      long index = (address - pageWords) / 8;
      return "page%s.word%s".formatted(index / PAGE_WORDS, index % PAGE_WORDS);
    }
    if (address >= endOfPages) {
      return "subject.word" + (address - endOfPages) / 8;
    }
    if (address >= pageTable()) {
      return "pagetable[%s]".formatted((address - pageTable()) / 8);
    }
    int cpu = cpuOf(address);
    if (cpu >= 0) {
      return "cpu%s.word%s".formatted(cpu, (address - cpuWord(cpu, 0)) / 8);
    }
    if (address < cpuWord(0, 0)) {
      return "shared.word" + (address - sharedWord(0)) / 8;
    }
    long offset = (address - ring(0, 0)) / 8;
    long pair = offset / ringWords;
    return "mailbox[cpu%s to cpu%s]+%s"
        .formatted(pair / shape.cpus(), pair % shape.cpus(), offset % ringWords);
  }

  /** Each area begins on a line of its own, and so does each cpu's, each mailbox and each page. */
  Place place(long address) {
    int page = pageOf(address);
    if (page >= 0) {
      return new Place("page", page, (address - firstPage()) % shape.pageBytes());
    }
    if (address >= endOfPages) {
      return new Place("shared words", 1, address - endOfPages);
    }
    if (address >= pageTable()) {
      return new Place("page table", 0, address - pageTable());
    }
    int cpu = cpuOf(address);
    if (cpu >= 0) {
      return new Place("cpu's area", cpu, address - cpuWord(cpu, 0));
    }
    if (address < cpuWord(0, 0)) {
      return new Place("shared words", 0, address - sharedWord(0));
    }
    long offset = address - ring(0, 0);
    long bytes = 8L * ringWords;
    return new Place("mailbox", offset / bytes, offset % bytes);
  }

  private static int checked(int index, int bound) {
    if (index < 0 || index >= bound) {
      throw new IndexOutOfBoundsException(index + " of " + bound + " words");
    }
    return index;
  }
}
