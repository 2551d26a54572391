/** Traditions that houses stand in; they shape names, scents, bottles and prices. */
export const traditions = ['french', 'italian', 'english', 'arabic', 'modern'] as const;
export type Tradition = (typeof traditions)[number];

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

/** Names that houses are made of. All are invented; none is meant to be anyone's. */
export const surnames: Readonly<Record<Tradition, readonly string[]>> = {
  french: words(`
    Aubrelin, Valmorne, Delcourbe, Brissandre, Corvalier, Sérignac-Vaur, Montreval, Lignevert, Fontarel, Vauquelle,
    Harcelin, Rossignac, Desmarelle, Chantebry, Guilmont, Tréval, Belcombe, Marsanne-Thil, Aurignel, Orsenval,
    Perceval-Rues, Vernoisel, Malaubry, Castelnoir, Floriande, Solérac, Dorvigny, Clairembault, Arcelin, Brévanne,
    Lambrevaux, Sauvelade, Quintevert, Mérovial, Estrevaux, Jolimont-Vey, Ravenelle, Soubrelin, Faucigny-Laur, Théranval,
    Bellegarrigue, Orvalune, Cassanel, Duvernelle, Entreval, Girandole, Hautevire, Isambreuil, Larochelle-Vent, Noirmesnil,
    Pontarcher, Rivesombre, Sanvoisin, Tournefeuil, Valcendre, Villombreuse, Amarande-Vey, Brancelle, Coursevent, Daubremont, Évrecourbe, Fermandel, Grisaudan, Hérinval, Jaspelune, Kervadoue,
    Lisseron, Mirandeval, Novalys-Thierr, Olivarde, Passecombe, Roquevaire-Lune, Sablonceau, Tessalune, Urvandel, Vertamont-Gris, Ambrelune, Beaurivel, Courtanvaux-Lys, Essarneuil`),
  italian: words(`
    Tarsico, Ferrantelli, Valdorsa, Morosenti, Bellacorte, Castelvari, Orsetti Lunari, Montefiorle, Santarivo, Lucarelli-Doro,
    Vespignola, Alberonda, Cavallanti, Fiordasio, Granvento, Palmieri-Sole, Roccalba, Serravento, Trevignole, Villamirta,
    Ardenghelli, Boscarini Vento, Campofiore-Lai, Dellachiara, Erbamonte, Fontebruna, Gherardesi, Limonaia, Marzadori, Nerofico,
    Ortensati, Pietrabruna, Quartieri Luce, Rosamarina, Solemonte, Tornaquinto, Ulivari, Ventimare, Zagarella, Altavilla-Mura,
    Belcampo, Acquaviola, Brunaldi, Corsovento, Doralice Fonti, Eremonti, Fiordalba, Grottaluna, Isolabruna, Lavandieri, Melagrana Nove, Cerulesti, Domenighini, Falconari, Giardinelli`),
  english: words(`
    Wexcombe, Hartlow, Ashdown-Pell, Thornaby, Marchbanks-Lee, Fairholt, Penhallam, Ravensleigh, Dunmarrow, Loxley-Grey,
    Cavendell, Hollinghurst, Winterbourne-Hale, Aldersey, Bramwick, Cotterstone, Eastlake & Rye, Fenwickham, Greyfriar, Harcombe-Vane,
    Inglethorpe, Kestrel & Moor, Langmere, Merriwick, Northaven, Oakhanger, Pemberlow, Quillfeather, Rookwood-Lane, Silvermere,
    Tolliver & Sons, Underhay, Vexford, Whitlocke-Hythe, Yarrowby, Amberley-Stroud, Birchmore, Coldharbour, Drummondale, Elmsworth,
    Foxglove & Fern, Gainsborne, Haddenleigh, Ivorstone, Larkham, Millbrook-Tay, Nettlefold, Orchardleigh, Plumtree & Pell, Saltmarsh`),
  arabic: words(`
    Nahwan, Qamariya, Zahrabad, Suhail Noor, Marjanah, Dhahaban, Rimalya, Faysalun, Layanor, Waridah,
    Sahrawi Noor, Yaqutah, Anbarqand, Mazyoun, Tarifah, Hareeriya, Jawharan, Najmaddar, Bakhouri, Oudaya,
    Samarzad, Riyahin, Lulwati, Zafarani, Misbahan, Hadiqat Noor, Sandalyn, Qasrayn, Nargisan, Shamsabad,
    Attaraya, Bahiyat, Durrahan, Ghazalun, Khuzamaa, Mawjat, Rawdhah, Thuraya Lane, Wadiyan, Zumurud`),
  modern: words(`
    Ochre Study, Halfmoon Works, Veld & Salt, Nonet, Pale Atlas, Kiln & Ash, Odd Hours, Lumen Vale, Tidewater Lab, Foldenwerk,
    Quiet Matter, Noemarine, Fifth Floor, Sundial Practice, Ember Theory, Aperture Nine, Umbrane & Co, Low Cloud, Parallel Skin, Stillwater Index,
    Ferrous, Moth & Lantern, Ultraviolet Garden, Arkadrie, Slow Signal, Basaltine Row, Ondura, Kestrane, Minerose, Vesperine,
    Field Notes on Air, Linden Archive, Northern Index, Obliquery, Paperweight, Riverbed, Saltworks No. 4, Tesserine, Undertow & Ash, Verdigrise,
    White Room Olfactive, Zenith & Moss, Aerolith, Bureau of Scent, Cold Press, Driftline, Echo Botanic, Fermentarium, Glasswing Row, Horizon Line`),
};

/** First names for houses, perfumers and the titles of scents. */
export const firstNames: Readonly<Record<Tradition, readonly string[]>> = {
  french: words(
    'Apolline, Célestine, Margot, Solène, Ondine, Héloïse, Colombe, Violaine, Clémence, Aurore, Séraphine, Lucien, Octave, Basile, Anatole, Gaspard, Côme, Léandre, Achille, Étienne',
  ),
  italian: words(
    'Ginevra, Fiammetta, Ottavia, Livia, Allegra, Lavinia, Ludovica, Corso, Ettore, Leone, Tancredi, Raniero, Bianca, Dario, Flavia, Costanza',
  ),
  english: words(
    'Beatrice, Florence, Harriet, Imogen, Rosalind, Cecily, Winifred, Ambrose, Edmund, Jasper, Rupert, Barnaby, Tobias, Ottilie, Clementine, Hugo',
  ),
  arabic: words(
    'Layla, Noura, Salma, Yasmina, Mariam, Zayna, Khalid, Tariq, Faris, Rashid, Samir, Idris, Hala, Dalia, Omar, Nadim',
  ),
  modern: words(
    'Ines, Mika, Juno, Anouk, Sasha, Linnea, Emre, Teo, Noor, Ilse, Rafael, Kaya, Bruno, Wren, Ada, Milo',
  ),
};

/** Houses of hair care and of skin care. */
export const careHouses = {
  hair: words(`
    Capillane, Silkroot, Tresoria, Studio Mèche, Harlow & Comb, Rizoma Hair, Lockwell, Cheveux d’Ambre, Barbershop No. 8, Curl Atelier,
    Fibra Viva, Nourisse, Salon Verdane, Strandwise, Kérabelle, Root & Ritual, Mane Theory, Olea Capelli, Wavelength Works, Brushwell,
    Densité, Botanique Mèche, Fringe & Co, Hydralocks, Amla House, Silkworm Lane, Copper & Comb, Scalp Library, Undyed & Co, Marula & Me,
    Argentea, Plait, Crownwell, Halo Botanics, Tress & Thyme, Velluto Capelli, Coil Kind, Sunday Hair Club, Lather Lane, Kinesse`),
  skin: words(`
    Dermavelle, Clairepeau, Nordhud, Oat & Elder, Aqualume, Calmorève, Peau Neuve, Veraleaf, Skinwright & Daughter, Lumière d’Orge,
    Rosehip Row, Hydrelle, Barrier Almanac, Terra Lattea, Seaglass Skin, Bare Almanac, Mellis, Sève & Sel, Dewpoint & Daughter, Cellarium,
    Balm & Bark, Officina Chiara, Luneva, Solstice Skin, Camellia & Crane, Cortex Botanics, Even & Ease, Fjordwater, Gentle Method, Honeyfield,
    Illumève, Juniper Apothecary, Kaolin & Co, Lichenora, Mineral Hour, Nacrelle, Overnight Club, Purslane Hall, Quietskin, Ricewater Mill`),
} as const;
