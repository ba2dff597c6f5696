"""Exports as the usual databases make them: every record is read, and with all its fields."""

import pytest

from litreview import read
from litreview.model import Name
from litreview.read.records import records

HEADS = {
    "scopus.csv": (
        '\ufeff"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","Page count","Cited by","DOI","Link","Abstract","Author Keywords","ISSN","ISBN","PubMed ID","Language of Original Document","Document Type","Publication Stage","Open Access","Source","EID"\n'
        '"Oduya F.B.; Marlow A.","Oduya, Femi B. (57200000001); Marlow, Ada (57200000002)","57200000001; 57200000002","Tides of salt","2016","Port Letters","12","3","","63","86","23","4","10.1000/x","https://www.scopus.com/inward/record.uri?eid=2-s2.0-1","Salt & tides","salt; tides","12345678","","26000001","English","Article","Final","","Scopus","2-s2.0-85000000001"\n'
    ),
    "pubmed.csv": (
        'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n'
        '26000001,Tides of salt,"Oduya FB, Marlow A.",Port Lett. 2016 Jun;12(3):63-86. doi: 10.1000/x.,Oduya FB,Port Lett,2016,2016/06/01,PMC1,,10.1000/x\n'
    ),
    "covidence.csv": (
        'Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\n'
        'Tides of salt,"Oduya, Femi B.; Marlow, Ada",Salt,2016,6,Port Letters,12,3,63-86,26000001,10.1000/x,,#1,Oduya 2016,,\n'
    ),
    "rayyan.csv": (
        'key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n'
        'rayyan-1,Tides of salt,2016,6,1,Port Letters,1234-5678,12,3,63-86,"Oduya, Femi B. and Marlow, Ada",http://x.example/,eng,Port,Oslo,Salt,RAYYAN-INCLUSION: {"a"=>"Included"},10.1000/x,,26000001,\n'
    ),
    "zotero.csv": (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note","Date","Date Added","Date Modified","Access Date","Pages","Num Pages","Issue","Volume","Number Of Volumes","Journal Abbreviation","Short Title","Series","Series Number","Series Text","Series Title","Publisher","Place","Language","Rights","Type","Archive"\n'
        '"ABCD1234","journalArticle","2016","Oduya, Femi B.; Marlow, Ada","Tides of salt","Port Letters","","1234-5678","10.1000/x","http://x.example/","Salt","2016-06-01","2020-01-01 10:00:00","2020-01-01 10:00:00","2020-01-01 10:00:00","63-86","","3","12","","Port Lett","","","","","","","","en","","",""\n'
    ),
    "ieee.csv": (
        '"Document Title",Authors,"Author Affiliations","Publication Title",Date Added To Xplore,"Publication Year","Volume","Issue","Start Page","End Page","Abstract","ISSN",ISBNs,"DOI",Funding Information,PDF Link,"Author Keywords","IEEE Terms","Document Identifier"\n'
        '"Tides of salt","F. B. Oduya; A. Marlow","Port","Port Letters","1 Jun 2016","2016","12","3","63","86","Salt","1234-5678","","10.1000/x","","https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=1","","","IEEE Journals"\n'
    ),
    "lens.csv": (
        "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,ISSNs,Publisher,Source Country,Author/s,Abstract,Volume,Issue Number,Start Page,End Page,Fields of Study,Keywords,MeSH Terms,Chemicals,Funding,Source URLs,External URL,PMID,DOI,Microsoft Academic ID,PMCID\n"
        "000-1,Tides of salt,2016-06-01,2016,journal article,Port Letters,12345678,Port,Norway,Femi B Oduya; Ada Marlow,Salt,12,3,63,86,,,,,,,,26000001,10.1000/x,,PMC1\n"
    ),
    "dimensions.csv": (
        '"About the data: Exported on Jun 01, 2020. Criteria: salt"\n'
        'Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Source title,Anthology title,MeSH terms,Publication Date,PubYear,Volume,Issue,Pagination,Open Access,Publication Type,Authors,Corresponding Authors,Authors Affiliations,Times cited\n'
        '1,pub.1,10.1000/x,26000001,PMC1,Tides of salt,Salt,Port Letters,,,2016-06-01,2016,12,3,63-86,Closed,Article,"Oduya, Femi B.; Marlow, Ada",,,4\n'
    ),
    "pop.csv": (
        'Cites,Authors,Title,Year,Source,Publisher,ArticleURL,CitesURL,GSRank,QueryDate,Type,DOI,ISSN,CitationURL,Volume,Issue,StartPage,EndPage,ECC\n'
        '4,"FB Oduya, A Marlow",Tides of salt,2016,Port Letters,Port,http://x.example/,,1,2020-01-01 10:00:00,,10.1000/x,,,12,3,63,86,4\n'
    ),
    "embase.csv": (
        '"Title","Author Names","Source","Source title","Publication Year","Volume","Issue","First Page","Last Page","Date of Publication","Publication Type","ISSN","DOI","Medline PMID","Embase Accession ID","Abstract","Full Text Link"\n'
        '"Tides of salt","Oduya F.B., Marlow A.","Port Letters (2016) 12:3 (63-86)","Port Letters","2016","12","3","63","86","1 June 2016","Article","12345678","10.1000/x","26000001","L61","Salt","http://dx.doi.org/10.1000/x"\n'
    ),
    "proquest.csv": (
        'Title,Abstract,StoreId,ArticleType,AuthorAffiliation,Authors,documentType,issn,eissn,issue,language,languageOfSummary,pages,pubdate,pubtitle,year,volume,DocumentURL,digitalObjectIdentifier,startPage,subjects,publisher\n'
        'Tides of salt,Salt,1800000001,Scholarly Journals,,"Oduya, Femi B.; Marlow, Ada",Journal Article,12345678,,3,English,,63-86,Jun 2016,Port Letters,2016,12,https://search.proquest.com/1,10.1000/x,63,,Port\n'
    ),
    "wos.tsv": (
        "\ufeffPT\tAU\tBA\tAF\tTI\tSO\tSE\tLA\tDT\tDE\tAB\tSN\tBN\tJ9\tJI\tPD\tPY\tVL\tIS\tBP\tEP\tAR\tDI\tPG\tUT\tPM\n"
        "J\tOduya, FB; Marlow, A\t\tOduya, Femi B.; Marlow, Ada\tTides of salt\tPORT LETTERS\t\tEnglish\tArticle\tsalt\tSalt\t1234-5678\t\tPORT LETT\tPort Lett.\tJUN\t2016\t12\t3\t63\t86\t\t10.1000/x\t24\tWOS:000000000000001\t26000001\n"
    ),
    "wos.csv": (
        '"Publication Type","Authors","Book Authors","Author Full Names","Article Title","Source Title","Language","Document Type","Abstract","ISSN","Journal ISO Abbreviation","Publication Date","Publication Year","Volume","Issue","Start Page","End Page","Article Number","DOI","Number of Pages","Pubmed Id","UT (Unique WOS ID)"\n'
        '"J","Oduya, FB; Marlow, A","","Oduya, Femi B.; Marlow, Ada","Tides of salt","PORT LETTERS","English","Article","Salt","1234-5678","Port Lett.","JUN","2016","12","3","63","86","","10.1000/x","24","26000001","WOS:1"\n'
    ),
    "openalex.csv": (
        "id,display_name,publication_year,publication_date,doi,type,primary_location.source.display_name,authorships.author.display_name,biblio.volume,biblio.issue,biblio.first_page,biblio.last_page,ids.pmid,cited_by_count\n"
        "https://openalex.org/W1,Tides of salt,2016,2016-06-01,https://doi.org/10.1000/x,article,Port Letters,Femi B. Oduya|Ada Marlow,12,3,63,86,https://pubmed.ncbi.nlm.nih.gov/26000001,4\n"
    ),
    "central.ris": (
        'Record #1 of 2\n'
        'Provider: John Wiley & Sons, Ltd.\n'
        'Content: text/plain; charset="UTF-8"\n'
        '\n'
        'TY  - JOUR\n'
        'AN  - CN-01234567\n'
        'AU  - Oduya, FB\n'
        'AU  - Marlow, A\n'
        'TI  - Tides of salt\n'
        'SO  - Port letters\n'
        'YR  - 2016\n'
        'VL  - 12\n'
        'NO  - 3\n'
        'PG  - 63-86\n'
        'PM  - PUBMED 26000001\n'
        'XR  - EMBASE 61\n'
        'PT  - Journal article\n'
        'KY  - salt\n'
        'DOI - 10.1000/x\n'
        'AB  - Salt\n'
        'US  - https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01234567/full\n'
        'ER  - \n'
        '\n'
        '\n'
        'Record #2 of 2\n'
        'Provider: John Wiley & Sons, Ltd.\n'
        'Content: text/plain; charset="UTF-8"\n'
        '\n'
        'TY  - JOUR\n'
        'AN  - CN-01234568\n'
        'AU  - Oduya, FB\n'
        'AU  - Marlow, A\n'
        'TI  - Tides of salt\n'
        'T2  - Port letters\n'
        'PY  - 2016\n'
        'VL  - 12\n'
        'IS  - 3\n'
        'SP  - 63‐86\n'
        'M3  - Journal article\n'
        'DO  - 10.1000/x\n'
        'ER  - \n'
        '\n'
    ),
    "ovid.ris": (
        "TY  - JOUR\n"
        "ID  - 2001234567\n"
        "T1  - Tides of salt\n"
        "A1  - Oduya, F.B.\n"
        "A1  - Marlow, A.\n"
        "Y1  - 2016//\n"
        "N2  - Salt\n"
        "KW  - salt\n"
        "JF  - Port Letters\n"
        "JA  - Port Lett.\n"
        "LA  - English\n"
        "VL  - 12\n"
        "IS  - 3\n"
        "SP  - 63\n"
        "EP  - 86\n"
        "CY  - Norway\n"
        "PB  - Port\n"
        "SN  - 1234-5678\n"
        "M1  - (Oduya) Port\n"
        "UR  - https://ovidsp.ovid.com/x\n"
        "DO  - https://dx.doi.org/10.1000/x\n"
        "PT  - Article\n"
        "ER  - \n"
        "\n"
    ),
    "proquest.ris": (
        "TY  - JOUR\n"
        "T1  - Tides of salt\n"
        "AN  - 1800000001; 26000001\n"
        "AU  - Oduya, Femi B\n"
        "AU  - Marlow, Ada\n"
        "Y1  - 2016/06//\n"
        "PY  - 2016\n"
        "DA  - Jun 2016\n"
        "SP  - 63\n"
        "EP  - 86\n"
        "CY  - Oslo\n"
        "PB  - Port\n"
        "JF  - Port Letters\n"
        "JO  - Port Letters\n"
        "VL  - 12\n"
        "IS  - 3\n"
        "SN  - 1234-5678\n"
        "DO  - http://dx.doi.org/10.1000/x\n"
        "UR  - https://search.proquest.com/1\n"
        "L2  - http://x.example/\n"
        "DB  - PsycINFO\n"
        "LA  - English\n"
        "ER  -\n"
    ),
    "embase.ris": (
        "TY  - JOUR\n"
        "M3  - Article\n"
        "Y1  - 2016//\n"
        "VL  - 12\n"
        "IS  - 3\n"
        "SP  - 63\n"
        "EP  - 86\n"
        "SN  - 1234-5678\n"
        "JF  - Port Letters\n"
        "JO  - Port Lett.\n"
        "UR  - https://www.embase.com/search/results?subaction=viewrecord&id=L61&from=export\n"
        "U2  - L61\n"
        "DB  - Embase\n"
        "U4  - 2016-06-01\n"
        "L2  - http://dx.doi.org/10.1000/x\n"
        "DO  - 10.1000/x\n"
        "A1  - Oduya, F.B.\n"
        "A1  - Marlow, A.\n"
        "KW  - salt\n"
        "T1  - Tides of salt\n"
        "N2  - Salt\n"
        "ER  -\n"
    ),
    "eric.nbib": (
        "\n"
        "OWN - ERIC\n"
        "TI  - Tides of salt\n"
        "AU  - Oduya, Femi B.\n"
        "AU  - Marlow, Ada\n"
        "OT  - Salt\n"
        "JT  - Port Letters\n"
        "SO  - v12 n3 p63-86 2016\n"
        "OID - EJ1000001\n"
        "VI  - 12\n"
        "IP  - 3\n"
        "PG  - 63-86\n"
        "DP  - 2016\n"
        "LID - http://eric.ed.gov/?id=EJ1000001\n"
        "LID - http://dx.doi.org/10.1000/x\n"
        "AB  - Salt\n"
        "ISSN - 1234-5678\n"
        "LA  - English\n"
        "PT  - Journal Articles\n"
        "\n"
        "OWN - ERIC\n"
        "TI  - Tides of salt\n"
        "AU  - Oduya, Femi B.\n"
        "AU  - Marlow, Ada\n"
        "JT  - Port Letters\n"
        "OID - EJ1000002\n"
        "VI  - 12\n"
        "IP  - 3\n"
        "PG  - 63-86\n"
        "DP  - 2016\n"
        "LID - http://dx.doi.org/10.1000/x\n"
        "LA  - English\n"
        "PT  - Journal Articles\n"
    ),
    "pubmed.nbib": (
        "PMID- 26000001\n"
        "OWN - NLM\n"
        "STAT- MEDLINE\n"
        "IS  - 1234-5678 (Print)\n"
        "IS  - 2234-5678 (Electronic)\n"
        "VI  - 12\n"
        "IP  - 3\n"
        "DP  - 2016 Jun\n"
        "TI  - Tides of salt.\n"
        "PG  - 63-86\n"
        "LID - S1234(16)1 [pii]\n"
        "LID - 10.1000/x [doi]\n"
        "AB  - Salt\n"
        "FAU - Oduya, Femi B\n"
        "AU  - Oduya FB\n"
        "AD  - Port. femi@x.example.\n"
        "FAU - Marlow, Ada\n"
        "AU  - Marlow A\n"
        "CN  - Harbour Study Group\n"
        "LA  - eng\n"
        "PT  - Journal Article\n"
        "TA  - Port Lett\n"
        "JT  - Port letters\n"
        "SO  - Port Lett. 2016 Jun;12(3):63-86. doi: 10.1000/x.\n"
        "\n"
    ),
    "savedrecs.txt": (
        "FN Clarivate Analytics Web of Science\n"
        "VR 1.0\n"
        "PT J\n"
        "AU Oduya, FB\n"
        "   Marlow, A\n"
        "AF Oduya, Femi B.\n"
        "   Marlow, Ada\n"
        "TI Tides of\n"
        "   salt\n"
        "SO PORT LETTERS\n"
        "LA English\n"
        "DT Article\n"
        "AB Salt\n"
        "SN 1234-5678\n"
        "J9 PORT LETT\n"
        "PD JUN\n"
        "PY 2016\n"
        "VL 12\n"
        "IS 3\n"
        "BP 63\n"
        "EP 86\n"
        "DI 10.1000/x\n"
        "PM 26000001\n"
        "UT WOS:000000000000001\n"
        "ER\n"
        "\n"
        "PT J\n"
        "AU Oduya, FB\n"
        "AF Oduya, Femi B.\n"
        "   Marlow, Ada\n"
        "TI Tides of salt\n"
        "SO PORT LETTERS\n"
        "PY 2016\n"
        "VL 12\n"
        "IS 3\n"
        "BP 63\n"
        "EP 86\n"
        "DI 10.1000/x\n"
        "ER\n"
        "\n"
        "EF\n"
    ),
    "scholar.enw": (
        "%0 Journal Article\n"
        "%A Oduya, Femi B.\n"
        "%A Marlow, Ada\n"
        "%T Tides of salt\n"
        "%J Port Letters\n"
        "%D 2016\n"
        "%V 12\n"
        "%N 3\n"
        "%P 63-86\n"
        "%R 10.1000/x\n"
        "%X Salt\n"
        "\n"
        "%0 Journal Article\n"
        "%A Oduya, Femi B.\n"
        "%A Marlow, Ada\n"
        "%T Tides of salt\n"
        "%J Port Letters\n"
        "%D 2016\n"
        "%V 12\n"
        "%N 3\n"
        "%P 63-86\n"
        "%R 10.1000/x\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_the_export_of_a_database_is_read_with_all_its_fields(tmp_path, name):
    """A field under a name that is not known would be lost, and the record would not meet its duplicates."""
    path = tmp_path / name
    path.write_text(HEADS[name], encoding="utf-8")
    found = records(path)
    assert () == found.problems
    assert HEADS[name].count("Tides of") == len(found.entries)
    for entry in found.entries:
        assert ("12", "3", "63-86", "2016", "10.1000/x") == (
            entry.volume,
            entry.issue,
            entry.pages,
            entry.year,
            entry.doi,
        )
        assert ("article", "tides of salt") == (entry.type, entry.title.casefold().rstrip("."))
        assert entry.container_title.casefold() in ("port letters", "port lett")
        assert ["Oduya", "Marlow"] == [one.family for one in entry.authors][:2]
        assert all(one.given for one in entry.authors[:2])


@pytest.mark.parametrize("name", ["eric.nbib", "savedrecs.txt", "scholar.enw"])
def test_each_record_is_a_reference_at_its_own_place(tmp_path, name):
    """A finding would point at the top of the file, or a saved search would be taken for a paper."""
    path = tmp_path / name
    path.write_text(HEADS[name], encoding="utf-8")
    found = read.document(path).references
    assert 2 == len({reference.span.line for reference in found}) == len(found)
    assert all("Tides of" in reference.raw for reference in found)


def test_a_trial_without_an_author_keeps_its_title(tmp_path):
    """A registration would be a record without anything to find it by."""
    path = tmp_path / "trials.csv"
    path.write_text("NCT Number,Study Title,Study URL\nNCT01234567,Tides,https://trials.example/1\n", encoding="utf-8")
    (entry,) = records(path).entries
    assert ("Tides", "https://trials.example/1", "NCT01234567") == (entry.title, entry.url, entry.extra["nct_number"])


@pytest.mark.parametrize(
    ("database", "number", "pmid"),
    [("", "26000001", "26000001"), ("Embase", "26000001", None), ("CINAHL", "103", None)],
)
def test_the_number_of_another_database_is_no_pubmed_id(tmp_path, database, number, pmid):
    """Two records of one article would be kept apart by numbers that mean nothing to each other."""
    path = tmp_path / "a.ris"
    path.write_text(f"TY  - JOUR\nTI  - Tides\nDB  - {database}\nAN  - {number}\nER  - \n", encoding="utf-8")
    assert pmid == records(path).entries[0].pmid


def test_a_group_among_persons_is_kept(tmp_path):
    """A study group would lose its authorship beside persons."""
    path = tmp_path / "a.nbib"
    path.write_text("PMID- 1\nTI  - Tides\nFAU - Oduya, Femi\nCN  - Harbour Study Group\n", encoding="utf-8")
    assert (Name("Oduya", "Femi"), Name(literal="Harbour Study Group")) == records(path).entries[0].authors


def test_a_month_is_no_date_and_is_not_lost(tmp_path):
    """'Jun2016' would stand in the bibliography as a date that nothing can read."""
    path = tmp_path / "a.csv"
    path.write_text("Title,Publication Date\nTides,Jun2016\n", encoding="utf-8")
    (entry,) = records(path).entries
    assert ("2016", None, "Jun2016") == (entry.year, entry.date, entry.extra["date"])
