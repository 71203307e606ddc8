import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FeatureField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene for the benchmark beside other engines; child.py describes its line protocol.
 *
 * <p>Usage: LuceneSystem ANALYZER VOTES READS COMMAND ... with the commands build, update, votes, query
 * and "cold INDEX QUERIES K". ANALYZER is "nori" (Nori's tokens, English ones stemmed by Porter's rules) or
 * "standard". VOTES is "multiplied" (the score times 1 + 0.05 v/(v+8), every match counted: the ranking
 * of nonmun) or "added" (a feature, matches counted up to 1,000: the way that lets Lucene skip).
 * READS is "papers" (what a page of results shows) or "ids" (a column of doc values).
 */
public final class LuceneSystem {
  private static final String TEXT = "text";
  private static final float PIVOT = 8;
  private static final int COUNTED = 1000;
  private static final int PASSES = 30;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private LuceneSystem() {}

  private static Analyzer analyzer(String name) {
    if (name.equals("standard")) {
      return new StandardAnalyzer(CharArraySet.EMPTY_SET);
    }
    if (!name.equals("nori")) {
      throw new IllegalArgumentException("unknown analyzer: " + name);
    }
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new KoreanTokenizer();
        TokenStream stream = new KoreanPartOfSpeechStopFilter(source);
        stream = new KoreanReadingFormFilter(stream);
        stream = new LowerCaseFilter(stream);
        stream = new PorterStemFilter(stream);
        return new TokenStreamComponents(source, stream);
      }
    };
  }

  private static BufferedReader open(String file) throws IOException {
    return Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }

  private static long day(String day) {
    return Long.parseLong(day.replace("-", ""));
  }

  private static Document document(String[] row) {
    long votes = Long.parseLong(row[2]);
    Document document = new Document();
    document.add(new StringField("id", row[0], Field.Store.NO));
    document.add(new BinaryDocValuesField("id", new org.apache.lucene.util.BytesRef(row[0])));
    document.add(new LongPoint("day", day(row[1])));
    document.add(new NumericDocValuesField("day", day(row[1])));
    document.add(new NumericDocValuesField("votes", votes));
    if (votes > 0) {
      document.add(new FeatureField("features", "votes", votes));
    }
    document.add(new TextField(TEXT, row[3] + "\n" + row[4] + "\n" + row[5], Field.Store.NO));
    document.add(new TextField("authors", row[4], Field.Store.YES));
    document.add(new StoredField("title", row[3]));
    document.add(new StoredField("summary", row[5]));
    return document;
  }

  private static IndexWriter writer(Directory directory, Analyzer analyzer) throws IOException {
    return new IndexWriter(directory, new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity(1.2f, 0.75f)));
  }

  private static void write(String index, String file, Analyzer analyzer, boolean fresh) throws IOException {
    try (Directory directory = FSDirectory.open(Path.of(index));
        IndexWriter writer = writer(directory, analyzer);
        BufferedReader rows = open(file)) {
      for (String line = rows.readLine(); line != null; line = rows.readLine()) {
        String[] row = line.split("\t", -1);
        if (fresh) {
          writer.addDocument(document(row));
        } else {
          writer.updateDocument(new Term("id", row[0]), document(row));
        }
      }
    }
  }

  private static void refresh(String index, String file, Analyzer analyzer) throws IOException {
    try (Directory directory = FSDirectory.open(Path.of(index));
        IndexWriter writer = writer(directory, analyzer);
        BufferedReader rows = open(file)) {
      for (String line = rows.readLine(); line != null; line = rows.readLine()) {
        String[] row = line.split("\t");
        writer.updateNumericDocValue(new Term("id", row[0]), "votes", Long.parseLong(row[1]));
      }
    }
  }

  /** 1 + 0.05 v/(v+8). */
  private static final class VoteFactor extends DoubleValuesSource {
    @Override
    public DoubleValues getValues(LeafReaderContext context, DoubleValues scores) throws IOException {
      DoubleValues votes = DoubleValuesSource.fromLongField("votes").getValues(context, scores);
      return new DoubleValues() {
        @Override
        public double doubleValue() throws IOException {
          double v = votes.doubleValue();
          return 1 + 0.05 * v / (v + PIVOT);
        }

        @Override
        public boolean advanceExact(int doc) throws IOException {
          return votes.advanceExact(doc);
        }
      };
    }

    @Override
    public boolean needsScores() {
      return false;
    }

    @Override
    public DoubleValuesSource rewrite(IndexSearcher searcher) {
      return this;
    }

    @Override
    public Explanation explain(LeafReaderContext context, int doc, Explanation score) {
      return Explanation.match(1, "votes");
    }

    @Override
    public boolean isCacheable(LeafReaderContext context) {
      return false;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VoteFactor;
    }

    @Override
    public String toString() {
      return "votes";
    }
  }

  /** One line of the queries, and what this class makes of it. */
  private static final class Asked {
    private final String[] row;

    private Asked(String line) {
      row = line.split("\t", -1);
    }

    private Query words(QueryBuilder builder) {
      switch (row[1]) {
        case "phrase":
          return builder.createPhraseQuery(TEXT, row[2]);
        case "author":
          return builder.createPhraseQuery("authors", row[2]);
        case "and":
          return builder.createBooleanQuery(TEXT, row[2], Occur.MUST);
        case "judged":
          return builder.createBooleanQuery(TEXT, row[2], Occur.SHOULD);
        default:
          return anyWord(builder);
      }
    }

    /** A word that the analyzer takes apart is there when all its parts are, as for the other engines. */
    private Query anyWord(QueryBuilder builder) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (String word : row[2].split(" ")) {
        Query parts = builder.createBooleanQuery(TEXT, word, Occur.MUST);
        if (parts != null) {
          any.add(parts, Occur.SHOULD);
        }
      }
      BooleanQuery query = any.build();
      return query.clauses().size() == 1 ? query.clauses().get(0).getQuery() : query;
    }

    private Query query(QueryBuilder builder, boolean added) {
      Query query = words(builder);
      if (query == null) {
        return new MatchNoDocsQuery();
      }
      if (row[1].equals("date")) {
        long first = day(row[3]);
        long last = day(row[4]);
        Query days =
            new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery("day", first, last),
                NumericDocValuesField.newSlowRangeQuery("day", first, last));
        query = new BooleanQuery.Builder().add(query, Occur.MUST).add(days, Occur.FILTER).build();
      }
      if (!added) {
        return FunctionScoreQuery.boostByValue(query, new VoteFactor());
      }
      Query votes = FeatureField.newSaturationQuery("features", "votes", 0.5f, PIVOT);
      return new BooleanQuery.Builder().add(query, Occur.MUST).add(votes, Occur.SHOULD).build();
    }
  }

  /** An open index. */
  private static final class Searcher {
    private final IndexSearcher searcher;
    private final QueryBuilder builder;
    private final boolean added;
    private final boolean papers;

    private Searcher(String index, Analyzer analyzer, boolean added, boolean papers) throws IOException {
      searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(Path.of(index))));
      searcher.setSimilarity(new BM25Similarity(1.2f, 0.75f));
      searcher.setQueryCache(null);
      builder = new QueryBuilder(analyzer);
      this.added = added;
      this.papers = papers;
    }

    private String answer(Asked asked, int k) throws IOException {
      TopScoreDocCollector collector = TopScoreDocCollector.create(k, added ? COUNTED : Integer.MAX_VALUE);
      searcher.search(asked.query(builder, added), collector);
      TopDocs top = collector.topDocs();
      StringBuilder out = new StringBuilder();
      out.append(top.totalHits.value);
      for (ScoreDoc hit : top.scoreDocs) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
        BinaryDocValues ids = leaf.reader().getBinaryDocValues("id");
        ids.advanceExact(hit.doc - leaf.docBase);
        out.append(' ').append(ids.binaryValue().utf8ToString());
        if (papers && searcher.doc(hit.doc).get("title") == null) {
          throw new IOException("a paper without a title");
        }
      }
      return out.toString();
    }
  }

  private static List<Asked> queries(String file) throws IOException {
    List<Asked> asked = new ArrayList<>();
    try (BufferedReader rows = open(file)) {
      for (String line = rows.readLine(); line != null; line = rows.readLine()) {
        asked.add(new Asked(line));
      }
    }
    return asked;
  }

  /** Until the compiler has seen enough: some passes over all queries, or some seconds. */
  private static void warmUp(Searcher searcher, List<Asked> asked, double seconds) throws IOException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int pass = 0; pass < PASSES; pass++) {
      for (Asked query : asked) {
        for (int k : new int[] {10, 100}) {
          if (System.nanoTime() > end) {
            return;
          }
          searcher.answer(query, k);
        }
      }
    }
  }

  private static void serve(Searcher searcher, List<Asked> asked, PrintStream out) throws IOException {
    out.println("ready " + ProcessHandle.current().pid());
    out.flush();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] request = line.split(" ");
      for (Asked query : asked) {
        if (query.row[1].equals(request[0])) {
          long start = CLOCK.getCurrentThreadCpuTime();
          String answer = searcher.answer(query, Integer.parseInt(request[1]));
          double spent = (CLOCK.getCurrentThreadCpuTime() - start) / 1000.0;
          out.println(query.row[0] + " " + spent + " " + answer);
        }
      }
      out.println();
      out.flush();
    }
  }

  public static void main(String[] arguments) throws IOException {
    Analyzer analyzer = analyzer(arguments[0]);
    boolean added = arguments[1].equals("added");
    boolean papers = arguments[2].equals("papers");
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    String first = arguments[4];
    String second = arguments[5];
    switch (arguments[3]) {
      case "build":
        write(second, first, analyzer, true);
        break;
      case "update":
        write(first, second, analyzer, false);
        break;
      case "votes":
        refresh(first, second, analyzer);
        break;
      case "query":
        {
          Searcher searcher = new Searcher(first, analyzer, added, papers);
          List<Asked> asked = queries(second);
          warmUp(searcher, asked, Double.parseDouble(arguments[6]));
          serve(searcher, asked, out);
          break;
        }
      case "cold":
        out.println("cold 0 " + new Searcher(first, analyzer, added, papers).answer(queries(second).get(0), Integer.parseInt(arguments[6])));
        out.flush();
        break;
      default:
        throw new IllegalArgumentException("unknown command: " + arguments[3]);
    }
  }
}
