"""Given names that are short, pet or sister forms of one another, in Latin letters.

Each line is one group; a name may stand in several. Written by us from common knowledge: what a
name is called at home does not prove anything, it only says that two spellings may be one person.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

MOST_GROUPS: Final = 3
"""Groups of one name that are kept."""

_GROUPS: Final = """
william bill billy will willy willie liam wilhelm guillermo guillaume guglielmo willem vilhelm
robert bob bobby rob robbie bert roberto ruprecht
richard dick rick rich richie ricky ricardo riccardo
john jack johnny jon johnnie
john johann johannes juan jean giovanni jan ivan ioannis yannis joao jovan hans ian sean evan
james jim jimmy jamie jaime jacques giacomo jakob jacob yakov yaqub diego santiago iago
joseph joe joey jose josef giuseppe pepe iosif osip yusuf youssef yosef jozef beppe
michael mike mikey mick mickey mikhail misha michel miguel michele mihail mihai mykhailo mikael
alexander alex sasha shura sanya alejandro alessandro aleksandr alexandre oleksandr aliaksandr sandro iskandar xander
alexandra alex sasha shura sandra alexa aleksandra oleksandra
alexei aleksey alyosha lyosha alexis oleksiy alexey aliaksei
dmitri dmitry dima mitya dmytro dimitri dimitrios dzmitry
vladimir vova volodya vlad volodymyr uladzimir wladimir vladimiro waldemar
sergei sergey seryozha serhii serge sergio siarhei
nikolai nikolay kolya nicholas nick nicky nicolas nicola mykola nikolaos nikola mikalai nikos
yevgeny evgeny zhenya eugene eugen yevhen eugenio evgeni yauhen jevgeni
yekaterina katya ekaterina kateryna catherine katherine kate katie cathy kathy kitty karen catalina caterina katarina kathleen
anatoly tolya anatoliy anatolii
boris borya borislav
konstantin kostya constantine kostiantyn costas kostas
grigory grisha gregory greg hryhoriy gregorio grzegorz
pavel pasha paul pablo paolo pavlo pavlos paulo pal
pyotr petr petya peter pete pedro pietro petro pierre petros piotr petar pekka
yuri yury yura yuriy iurii george
georgy george gosha zhora jorge giorgio georg georgios giorgi jerzy yuri heorhii jordi
fyodor fedor fedya theodore ted teddy fedir teodor theodoros todor
stepan stephen steven steve stefan esteban stefano etienne stephan stevan stepanos
semyon simon semen shimon simeon
maria masha mary molly marie mariya marya miriam maryam manya polly
natalia natasha natalya nataliya natalie
yelena elena lena helen helena olena ellen hélène nell nelly
olga olya olha helga
tatiana tanya tatyana tetiana
anna anya ann anne annie hanna hannah ana nancy anita
svetlana sveta svitlana
irina ira iryna irene
lyudmila ludmila lyuda lyudmyla mila
galina galya halyna
valentina valya
valery valera valeriy valerii
viktor victor vitya vic vittorio
vasily vasya vasyl basil basilio vasilios vasile
vyacheslav slava viacheslav
yaroslav slava jaroslav jarek
ilya ilia elijah elias illia
leonid lyonya leo
lev leo leon leonard
mstislav slava
rostislav slava
stanislav stas stanislaw staszek stan
oleg oleh
igor ihor gosha
andrei andrey andrew andy drew andriy andreas andre andres andrea andrzej ondrej anders
anton tony anthony antonio antoine antonios antal toni tonio
maxim max maksim maksym maximilian
daniel dan danny danil daniil danila danylo danilo
david dave davy dawid daoud dawud davit
matthew matt matvey mateo matteo matthias mathieu mateusz matvei matthieu
thomas tom tommy tomas tommaso foma tomasz
edward ed eddie ted ned eduard eduardo edoardo edouard edvard
edmund ed eddie ned
edwin ed eddie
charles charlie chuck carlos carlo karl carl karol karel chas
francis frank francisco francesco francois franz frans pancho paco franciszek ferenc
frank francisco franklin
frederick fred freddie friedrich federico fritz frederic fryderyk
henry harry hank heinrich enrique enrico henri henrik hendrik henryk
harold harry hal
lawrence larry laurence lorenzo laurent lars lavrenty
louis lou luis luigi ludwig lewis ludovico
leopold leo poldi
samuel sam sammy shmuel
samantha sam
benjamin ben benny benji binyamin
christopher chris kit christoph cristobal cristoforo krzysztof
christian chris cristian
christina chris tina christine kristina cristina
patrick pat paddy patricio
patricia pat patty tricia
ronald ron ronnie
donald don donnie
kenneth ken kenny
gerald jerry gerry gerard
jeremiah jerry jeremy
jeffrey jeff geoffrey geoff
joshua josh yehoshua josue
jonathan jon jonny nathan yonatan
nathaniel nathan nate nat
zachary zach zack zacharias
timothy tim timmy timofey
terence terry terrence
theresa terry teresa tess
walter walt wally
raymond ray
philip phil filip felipe philippe filippo phillip
stuart stu stewart
stanley stan
leslie les
alfred alf fred alfredo
albert al bert alberto
herbert herb bert
hubert bert
gilbert gil bert
gabriel gabe gabi gavriil
vincent vince vin vicente vincenzo
victoria vicky viktoria
elizabeth liz beth betty lisa eliza bess libby elisabeth isabel yelizaveta liza lizzie elisabetta
margaret maggie meg peggy marge margarita greta marguerite rita
barbara barb babs varvara
susan sue suzy susanna suzanne
deborah deb debbie
rebecca becky rivka
jennifer jen jenny
jessica jess
kimberly kim
pamela pam
sandra sandy alessandra
dorothy dot dolly dorothea
eleanor ellie nell nora leonora
judith judy
janet jan
rachel raquel rahel
sarah sally sara
abigail abby
caroline carol carrie carolina
ernest ernie ernesto
eugene gene
arthur art artie arturo artur
martin marty marcin
manuel manolo emanuel emmanuel
ignacio nacho ignatius
rafael rafa raphael
guadalupe lupe
dolores lola
rosario charo
consuelo chelo
mercedes merche
concepcion concha
josefa pepa
johannes hans hannes
joachim achim jochen
wolfgang wolf
gunter gunther guenther
siegfried sigi
sebastian seb basti
dieter dietrich
ulrich uli
klaus nikolaus claus
ludovic ludo
mohammed mohamed muhammad mohamad muhammed mehmet mahomed mohd md muhamed mohammad
ahmed ahmad ahmet
ibrahim abraham avraham abram abe
ismail ishmael ismael
ishaq isaac yitzhak ike isak
sulaiman solomon suleiman suleyman shlomo
musa moses moshe moussa mose
haroun aaron harun aharon
yahya john
zakaria zachariah zakariya
issa isa jesus
mariam mary maryam mariama
abdul abd abdel abdal
osama usama
osman uthman othman
omar umar
hussein husain hussain huseyin hossein husayn
hassan hasan
qasem qassem kassem ghasem
khadija hatice
fatima fatma fatemeh
aisha ayesha ayse
zhang cheung chang teo
li lee lei
wang wong ong
chen chan tan chin
liu lau low
huang wong hwang ng
lin lam lim
wu ng goh
zhao chao chiu
zhou chow chou
xu hsu tsui
zheng cheng tay
cai tsai choi chua
guo kuo kwok quek
xie hsieh tse
yang yeung young
he ho hoe
kim gim
lee yi rhee ri li
park pak bak
choi choe
jung jeong chung
kang gang
cho jo
yoon yun
jang chang
lim im rim
han hahn
oh o
seo suh
shin sin
kwon gwon
hwang whang
ahn an
song sung
ryu yoo yu
nguyen nguyen
""".strip().splitlines()


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[int, ...]]:
    """Give the numbers, from 1, of the groups of each name."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(_GROUPS, 1):
        for name in dict.fromkeys(line.split()):
            found[name].append(number)
    return {name: tuple(numbers[:MOST_GROUPS]) for name, numbers in found.items()}
