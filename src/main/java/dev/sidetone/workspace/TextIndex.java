package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Which files hold which identifiers and words: a Lucene index in memory, made anew at each start.
 * It keeps no text; lines are read from the files themselves, so what is shown is what is there.
 * Thread-safe.
 */
final class TextIndex implements AutoCloseable {

    private static final String PATH = "path";
    private static final String IDENTIFIER = "identifier";
    private static final String WORD = "word";
    private static final String NAME = "name";
    private static final FieldType COUNTED = new FieldType();

    static {
        COUNTED.setTokenized(true);
        COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        COUNTED.freeze();
    }

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /** How often something occurs. */
    record Occurrences(int files, long total) {}

    /** A file and how well it fits. */
    record Ranked(String path, double score) {}

    TextIndex() throws IOException {
        var config = new IndexWriterConfig(new KeywordAnalyzer()).setRAMBufferSizeMB(48);
        config.setUseCompoundFile(false);
        writer = new IndexWriter(directory, config);
        searchers = new SearcherManager(writer, null);
    }

    /** Adds a file, or replaces what was known of it. Seen by searches after {@link #refresh}. */
    void put(String path, String text, boolean known) throws IOException {
        var tokens = CodeTokens.of(text);
        var document = new Document();
        document.add(new StringField(PATH, path, Field.Store.NO));
        document.add(new BinaryDocValuesField(PATH, new BytesRef(path)));
        document.add(new Field(IDENTIFIER, tokens.identifiers(), COUNTED));
        document.add(new Field(WORD, tokens.words(), COUNTED));
        document.add(new Field(NAME, CodeTokens.of(path).words(), COUNTED));
        if (known) {
            writer.updateDocument(new Term(PATH, path), document);
        } else {
            writer.addDocument(document);
        }
    }

    void remove(String path) throws IOException {
        writer.deleteDocuments(new Term(PATH, path));
    }

    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** How often an identifier is written in all files. */
    Occurrences count(String identifier) throws IOException {
        return search(searcher -> {
            var term = new Term(IDENTIFIER, identifier);
            var reader = searcher.getIndexReader();
            return new Occurrences(reader.docFreq(term), reader.totalTermFreq(term));
        });
    }

    /** Files that hold an identifier as it is written, those with most of it first. */
    List<Ranked> filesWith(String identifier, int limit) throws IOException {
        return ranked(new TermQuery(new Term(IDENTIFIER, identifier)), limit);
    }

    /** Files that hold every one of these words, in any form. */
    List<Ranked> filesWithAll(Collection<String> words, int limit) throws IOException {
        var query = new BooleanQuery.Builder();
        words.forEach(
                word -> query.add(new TermQuery(new Term(WORD, Words.stem(word))), Occur.MUST));
        return ranked(query.build(), limit);
    }

    /** Files that fit these words best, in their text or their path. */
    List<Ranked> bestFiles(Collection<String> words, int limit) throws IOException {
        var query = new BooleanQuery.Builder();
        for (String word : words) {
            String stem = Words.stem(word);
            query.add(new TermQuery(new Term(WORD, stem)), Occur.SHOULD);
            query.add(new BoostQuery(new TermQuery(new Term(NAME, stem)), 1.5f), Occur.SHOULD);
        }
        return ranked(query.build(), limit);
    }

    /** How much a word tells: the rarer, the more. 0 for a word that is nowhere. */
    double weight(String word) throws IOException {
        return search(searcher -> {
            var reader = searcher.getIndexReader();
            int files = reader.docFreq(new Term(WORD, Words.stem(word)));
            return files == 0 ? 0 : Math.log(1 + (double) reader.numDocs() / files);
        });
    }

    private List<Ranked> ranked(Query query, int limit) throws IOException {
        return search(searcher -> {
            var found = new ArrayList<Ranked>();
            for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) {
                found.add(new Ranked(path(searcher, hit.doc), hit.score));
            }
            return found;
        });
    }

    private static String path(IndexSearcher searcher, int doc) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues values = leaf.reader().getBinaryDocValues(PATH);
        if (values == null || !values.advanceExact(doc - leaf.docBase)) {
            throw new IOException("the index has lost a file's path: restart to build it anew");
        }
        return values.binaryValue().utf8ToString();
    }

    private <R> R search(Search<R> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.in(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    @FunctionalInterface
    private interface Search<R> {
        R in(IndexSearcher searcher) throws IOException;
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
