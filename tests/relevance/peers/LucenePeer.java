import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
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
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Ranks the papers for each query with one stock analyzer and BM25 over one field, as an
 * installation without own work on Korean would.
 *
 * <p>Usage: LucenePeer PAPERS.tsv QUERIES.tsv DEPTH OUT_FOLDER PEER... Papers are id, title, authors,
 * summary; queries have the id first and the text last. Writes OUT_FOLDER/PEER.tsv: qid, docid.
 */
public final class LucenePeer {
  private static final String FIELD = "text";

  private LucenePeer() {}

  private static Analyzer analyzer(String peer) {
    switch (peer) {
        // Without stop words: "what" and "is" carry meaning in method names, and BM25 discounts them.
      case "standard":
        return new StandardAnalyzer(CharArraySet.EMPTY_SET);
      case "cjk":
        return new CJKAnalyzer(CharArraySet.EMPTY_SET);
      case "nori":
        return new KoreanAnalyzer();
      case "nori-english":
        return new NoriEnglishAnalyzer();
      default:
        throw new IllegalArgumentException("unknown peer: " + peer);
    }
  }

  /** KoreanAnalyzer's own chain with Porter's stemmer behind it. */
  private static final class NoriEnglishAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer source = new KoreanTokenizer();
      TokenStream stream = new KoreanPartOfSpeechStopFilter(source);
      stream = new KoreanReadingFormFilter(stream);
      stream = new LowerCaseFilter(stream);
      stream = new PorterStemFilter(stream);
      return new TokenStreamComponents(source, stream);
    }
  }

  private static List<String[]> read(String file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    // Not lines(): a BufferedReader also ends lines at a lone carriage return.
    for (String line : Files.readString(Path.of(file), StandardCharsets.UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        rows.add(line.split("\t", -1));
      }
    }
    return rows;
  }

  private static void index(Directory directory, Analyzer analyzer, List<String[]> papers) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity(1.2f, 0.75f));
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String[] paper : papers) {
        Document document = new Document();
        document.add(new StringField("id", paper[0], Field.Store.YES));
        document.add(new TextField(FIELD, paper[1] + "\n" + paper[2] + "\n" + paper[3], Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  private static BooleanQuery query(Analyzer analyzer, String text) throws IOException {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    try (TokenStream stream = analyzer.tokenStream(FIELD, new StringReader(text))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        builder.add(new TermQuery(new Term(FIELD, term.toString())), BooleanClause.Occur.SHOULD);
      }
      stream.end();
    }
    return builder.build();
  }

  public static void main(String[] arguments) throws IOException {
    List<String[]> papers = read(arguments[0]);
    List<String[]> queries = read(arguments[1]);
    int depth = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[3]);
    for (int i = 4; i < arguments.length; i++) {
      Analyzer analyzer = analyzer(arguments[i]);
      Directory directory = new ByteBuffersDirectory();
      index(directory, analyzer, papers);
      Path out = folder.resolve(arguments[i] + ".tsv");
      try (DirectoryReader reader = DirectoryReader.open(directory);
          PrintWriter writer = new PrintWriter(out.toFile(), StandardCharsets.UTF_8)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(1.2f, 0.75f));
        for (String[] row : queries) {
          for (ScoreDoc hit : searcher.search(query(analyzer, row[row.length - 1]), depth).scoreDocs) {
            writer.print(row[0] + "\t" + searcher.doc(hit.doc).get("id") + "\n");
          }
        }
      }
    }
  }
}
